#!/usr/bin/env bash
# run.sh DISTRIBUTION: makes the relay's package from an unpacked distribution, judges its unit, and installs it in a bare Debian
# container, where the relay must answer with the runtime that it brings. Needs Docker, a JDK 25 in JAVA_HOME, and systemd-analyze.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
home="$here/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

systemd-analyze security --offline=true --threshold=35 --no-pager "$home/deploy/debian/sixlane-relay.service" | tail -n 1
"$home/deploy/debian/build.sh" "$1" "$work"
cat >"$work/inside.sh" <<'INSIDE'
set -e
dpkg -i /package/sixlane-relay_*.deb >/dev/null
[ "$(stat -c '%U:%G %a' /etc/sixlane/relay.env)" = "root:sixlane 640" ]
install -d -o sixlane /var/lib/sixlane/relay
set -a
. /etc/sixlane/relay.env
SIXLANE_RELAY_ID=relay-1 SIXLANE_RELAY_REGION=cn-hongkong SIXLANE_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:19092
SIXLANE_SIGNING_KEY='' SIXLANE_SIGNERS_FOLDER='' SIXLANE_RELAY_STATE_FOLDER=/var/lib/sixlane/relay
set +a
cd /opt/sixlane/apps
setpriv --reuid=sixlane --regid=sixlane --clear-groups $(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/sixlane-relay.service) >/tmp/log 2>&1 &
for second in $(seq 1 60); do
    if exec 3<>/dev/tcp/127.0.0.1/8111; then break; fi 2>/dev/null
    sleep 1
done
printf 'GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
grep -q '"status":"UP"' <&3 || { tail -n 20 /tmp/log; exit 1; }
echo "the relay answers ${second} s after its start"
kill %1
wait %1 || true
dpkg --purge sixlane-relay >/dev/null 2>&1
[ ! -e /opt/sixlane ] && [ ! -e /etc/sixlane ]
INSIDE
docker run --rm --network none --volume "$work:/package:ro" debian:bookworm-slim bash /package/inside.sh
