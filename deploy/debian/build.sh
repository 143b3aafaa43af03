#!/usr/bin/env bash
# build.sh DISTRIBUTION [OUTPUT]: makes sixlane-relay_VERSION_ARCH.deb from an unpacked distribution (./sixlane dist), with a
# Java runtime of its own. Needs a JDK 25 in JAVA_HOME and dpkg-deb. The host it is installed on needs no Java.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
distribution="$(cd "$1" && pwd)"
output="$(cd "${2:-.}" && pwd)"
jdk="${JAVA_HOME:?a JDK 25}"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
root="$work/sixlane-relay"
version="$(sed -n 's/^## \[\([0-9][^]]*\)\].*/\1/p' "$distribution/CHANGELOG.md" | head -n 1)"
version="${version:-0.1.0~snapshot}"

mkdir -p "$root"/{DEBIAN,etc/sixlane,opt/sixlane/apps/lib,usr/bin,usr/lib/systemd/system,usr/lib/sysctl.d,usr/share/doc/sixlane-relay}
# What Spring, Netty and Kafka look up by name; jdeps does not see all of it.
"$jdk/bin/jlink" --output "$root/opt/sixlane/runtime" --strip-debug --no-header-files --no-man-pages --compress zip-6 \
    --add-modules java.se,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported,jdk.zipfs,jdk.jcmd
cp "$distribution/apps/edge-relay.jar" "$root/opt/sixlane/apps/"
# The libraries that its manifest names; a continuation line begins with a space.
unzip -p "$distribution/apps/edge-relay.jar" META-INF/MANIFEST.MF | tr -d '\r' | sed -e ':a' -e '$!N;s/\n //;ta' -e 'P;D' |
    sed -n 's/^Class-Path: //p' | tr ' ' '\n' | while read -r library; do
        [ -z "$library" ] || cp "$distribution/apps/$library" "$root/opt/sixlane/apps/lib/"
    done
cp "$here/sixlane-relay.service" "$root/usr/lib/systemd/system/"
cp "$here/60-sixlane.conf" "$root/usr/lib/sysctl.d/"
cp "$here/relay.env" "$root/etc/sixlane/"
cp "$distribution/LICENSE" "$root/usr/share/doc/sixlane-relay/copyright"
cp "$here/sixlane" "$root/usr/bin/"
for script in postinst prerm postrm; do install -m 755 "$here/$script" "$root/DEBIAN/$script"; done
echo /etc/sixlane/relay.env >"$root/DEBIAN/conffiles"
cat >"$root/DEBIAN/control" <<CONTROL
Package: sixlane-relay
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: Sixlane maintainers <maintainers@sixlane.example>
Section: net
Priority: optional
Depends: libc6 (>= 2.36), passwd
Recommends: iproute2, procps
Installed-Size: $(du -sk "$root" | cut -f1)
Description: relay of the Sixlane accelerator
 Takes TCP and UDP of clients near them and carries them to servers far away,
 as the control plane configures it. Brings its own Java runtime.
CONTROL
find "$root" -type d -exec chmod 755 {} +
find "$root/opt/sixlane/apps" "$root/usr" "$root/etc" -type f -exec chmod 644 {} +
chmod 755 "$root/usr/bin/sixlane"
dpkg-deb --root-owner-group --build "$root" "$output/sixlane-relay_${version}_$(dpkg --print-architecture).deb"
