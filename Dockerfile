# syntax=docker/dockerfile:1
# One file for every service:  docker build --build-arg SERVICE=edge-relay -t sixlane/edge-relay .
# The build stage is the same for all of them, so it runs once.

FROM node:22-bookworm-slim AS node

FROM eclipse-temurin:25-jdk AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw -q -T 1C -Dfast -Dmaven.test.skip=true -Dconsole.tests.skip=true package \
 && for service in identity-service catalog-service provisioning-service edge-relay metrics-service gateway; do \
      java -Djarmode=tools -jar $service/target/$service.jar extract --destination /apps/$service; \
    done \
 && for program in fleet standalone; do \
      mkdir /apps/$program && mv $program/target/$program.jar $program/target/lib /apps/$program/; \
    done

FROM eclipse-temurin:25-jre
ARG SERVICE
RUN useradd --system --create-home --home-dir /var/lib/sixlane sixlane
COPY --from=build /apps/${SERVICE} /app
RUN mv /app/${SERVICE}.jar /app/service.jar
USER sixlane
WORKDIR /var/lib/sixlane
ENV SIXLANE_HTTP_ADDRESS=0.0.0.0
# exec form: the JVM is process 1 and gets SIGTERM, so it drains
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED", "-jar", "/app/service.jar"]
