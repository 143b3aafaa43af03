# One image for every service:  docker compose build
#
# The programs come from the stage `apps`, built from sources. In a distribution (./sixlane dist, or a release) they lie in
# apps/, and its Dockerfile is the last stage of this one (standalone/dist.sh).

FROM node:22-bookworm-slim AS node

FROM eclipse-temurin:25-jdk AS sources
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules /usr/local/lib/node_modules
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 --mount=type=cache,target=/root/.npm \
    ./mvnw -q -T 1C -Dfast -Dmaven.test.skip=true -Dconsole.tests.skip=true package \
 && JAVA_HOME=/opt/java/openjdk standalone/dist.sh /source --without-archives \
 && mkdir /distribution && tar -xzf target/sixlane-*.tar.gz -C /distribution --strip-components=1

FROM scratch AS apps
COPY --from=sources /distribution/apps /

FROM eclipse-temurin:25-jre
# A relay adds the addresses of its region to its interface.
RUN command -v ip >/dev/null || { apt-get update && apt-get install -y --no-install-recommends iproute2 && rm -rf /var/lib/apt/lists/*; }
RUN useradd --system --uid 7100 --create-home --home-dir /var/lib/sixlane sixlane
COPY --from=apps / /app/
COPY deploy/compose/run deploy/compose/healthy /app/
USER sixlane
WORKDIR /app
ENTRYPOINT ["/app/run"]
