#!/usr/bin/env bash
# Makes target/sixlane-VERSION.tar.gz from jars that are built: what ./sixlane dist runs.
#   --without-archives   do not record a start; the first start on the other machine does
# The same sources and JDK give the same bytes, except for the archives (apps/*.jsa).
set -euo pipefail

home="$1"
shift
archives=true
[ "${1:-}" != --without-archives ] || archives=false
java="$JAVA_HOME/bin/java"
services='identity-service catalog-service provisioning-service metrics-service edge-relay gateway'

version="$(awk -F'[<>]' '/<version>/ { print $3; exit }' "$home/pom.xml")"
built_at="$(awk -F'[<>]' '/<project.build.outputTimestamp>/ { print $3; exit }' "$home/pom.xml")"
name="sixlane-$version"
work="$home/target/dist"
stage="$work/$name"
output="$home/target/$name.tar.gz"

rm -rf "$work" "$home"/target/sixlane-*.tar.gz*
mkdir -p "$stage/apps/lib"

echo "Collecting jars" >&2
for service in $services; do
    "$java" -XX:TieredStopAtLevel=1 -Djarmode=tools -jar "$home/$service/target/$service.jar" \
        extract --destination "$work/$service"
    mv "$work/$service/$service.jar" "$stage/apps/"
    # Services share most libraries, by name and content.
    mv -f "$work/$service/lib/"*.jar "$stage/apps/lib/"
    rm -r "${work:?}/$service"
done
for program in standalone fleet audit; do
    cp "$home/$program/target/$program.jar" "$stage/apps/"
    cp "$home/$program/target/lib/"*.jar "$stage/apps/lib/"
done
cp "$home/sixlane" "$home/README.md" "$home/LICENSE" "$home/CHANGELOG.md" "$home/SECURITY.md" "$stage/"
mkdir "$stage/deploy"
cp -R "$home/deploy/compose" "$home/deploy/cloud-init" "$stage/deploy/"
cp "$home/docker-compose.yml" "$home/.dockerignore" "$stage/"
# Its image takes the programs from apps/ in place of a build.
sed '/^FROM node/,/^COPY --from=sources/d; s|^COPY --from=apps / |COPY apps/ |' "$home/Dockerfile" >"$stage/Dockerfile"

# JVMs compare the dates of jars with those that an archive was made from, and tar keeps them.
dated() {
    TZ=UTC find "$stage" -exec touch -t "$(echo "$built_at" | sed 's/[-T:Z]//g; s/..$/.&/')" {} +
}
dated

if $archives; then
    echo "Recording a start, to ship its archives" >&2
    "$java" -XshowSettings:properties -version 2>&1 |
        awk -F' = ' '{ sub(/^ +/, "", $1); value[$1] = $2 }
            END { print value["java.vm.vendor"], value["java.vm.version"], value["os.name"], value["os.arch"] }' \
            >"$stage/apps/jvm"
    if ! "$stage/sixlane" demo --exit --port-offset=30000 --addresses=loopback --data-folder="$work/data" \
        >"$work/start.log" 2>&1; then
        tail -n 20 "$work/start.log" >&2
        echo "The recorded start failed; ./sixlane dist --without-archives makes a distribution whose first start is slower." >&2
        exit 1
    fi
    rm -rf "$stage/.sixlane" # the supervisor's archive holds the path of this folder
    for service in $services; do
        [ -s "$stage/apps/$service.jsa" ] || { echo "No archive of $service was made." >&2; exit 1; }
    done
    dated
fi

echo "Packing" >&2
owner=(--owner=0 --group=0 --numeric-owner)
tar --version | grep -q GNU || owner=(--uid 0 --gid 0)
find "$stage" -type d -exec chmod 755 {} +
find "$stage" -type f -exec chmod 644 {} +
chmod 755 "$stage/sixlane" "$stage/deploy/compose/run" "$stage/deploy/compose/healthy"
(cd "$work" && find "$name" -print | LC_ALL=C sort |
    tar "${owner[@]}" --no-recursion -cf - -T -) | gzip -n >"$output"
(cd "$home/target" && if command -v sha256sum >/dev/null; then sha256sum "$name.tar.gz"; else shasum -a 256 "$name.tar.gz"; fi) \
    >"$output.sha256"
rm -rf "$work"
echo "$output" "$(du -h "$output" | cut -f1)" >&2
