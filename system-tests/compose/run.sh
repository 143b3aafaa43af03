#!/usr/bin/env bash
# run.sh: proves docker-compose.yml on a real engine, from `up` to `down`. Run it as a user of Docker on Linux, in the folder
# of a distribution or of the sources; `run.sh --built` takes the image sixlane:latest as it is. It refuses to touch a project
# `sixlane` that exists, and removes what it made.
#
# 1 up --wait returns when the stack is ready    5 PROXY v2 has the client's address; the self-test of that
# 2 sign in, the six steps, curl over IPv6       6 a killed relay comes back
# 3 a second accelerator has its own address     7 Kafka restarts
# 4 relays reach neither database nor services   8 down and up: everything is there
# 9 a relay in a file of its own joins with a token, and starts again without it
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
cd "$here/../.."
api=http://127.0.0.1:8080/v1
bridge=172.30.67.1
work="$(mktemp -d)"
origin=

note() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { note "FAILED: $*" >&2; exit 1; }
# Waits up to SECONDS for a command to succeed.
within() { local end=$((SECONDS + $1)); shift; until "$@" >/dev/null 2>&1; do [ $SECONDS -lt $end ] || return 1; sleep 0.5; done; }

export SIXLANE_JOIN_URL=http://127.0.0.1:8080 SIXLANE_LANE=127.0.0.1:7471
# Kafka's name is one of the stack's network.
joined() { docker compose -f deploy/compose/relay.yml -f "$here/joined.yml" "$@"; }

clean_up() {
    local result=$?
    [ -z "$origin" ] || kill "$origin" 2>/dev/null || true
    if [ $result -ne 0 ]; then docker compose ps --all || true; docker compose logs --tail 15 || true; joined logs --tail 15 || true; fi
    joined down --volumes --timeout 5 >/dev/null 2>&1 || true
    [ -n "${KEEP:-}" ] || docker compose down --volumes --timeout 20 >/dev/null 2>&1 || true
    rm -rf "$work"
}

[ -z "$(docker compose ps --all --quiet)" ] || { echo "The project sixlane exists: end it first." >&2; exit 1; }
trap clean_up EXIT

call() { # METHOD PATH [BODY] [HEADER]
    curl -sS --max-time 30 -X "$1" -H "$token" -H 'Content-Type: application/json' ${4:+-H "$4"} ${3:+-d "$3"} "$api/$2"
}
field() { python3 -c 'import json,sys; v=json.load(sys.stdin)
for k in sys.argv[1].split("."): v=v[int(k)] if k.isdigit() else v[k]
print(v)' "$1"; }
fetch() { curl -gsS --max-time 5 "http://[$1]:$2/"; }

note "1 up --wait"
began=$SECONDS
build=--build
[ "${1:-}" != --built ] || build=--no-build
docker compose up "$build" --wait --wait-timeout 600 --quiet-pull >"$work/up.log" 2>&1 || { tail -n 20 "$work/up.log" >&2; fail "up --wait"; }
note "  ready after $((SECONDS - began)) s"
curl -sS --max-time 5 -o /dev/null -f http://127.0.0.1:8080/actuator/health/readiness || fail "the gateway is not ready when up --wait returns"

note "2 the six steps"
token="$(docker compose exec -T identity cat /var/lib/sixlane/credentials)"
python3 "$here/origin.py" $bridge 9000 & origin=$!
within 10 curl -s --max-time 1 http://$bridge:9000/ || fail "the origin does not answer on the bridge"
# accelerator NAME: buys one, and adds a listener on port 80; prints its id, its address and the listener
accelerator() {
    local order paid ga plan ip listener
    call POST recommendations '{"accelerationRegion":"cn-hongkong","serviceRegion":"us-west-1","icpFiling":false,"serverArea":"OFF_CLOUD","peakBandwidthMbps":10,"maxConcurrentConnections":5000}' >/dev/null
    order="$(call POST orders '{"specification":"SMALL_I","bandwidthType":"PREMIUM","peakBandwidthMbps":10,"crossBorderMbps":null,"term":{"unit":"MONTH","count":1}}' "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" | field id)"
    paid="$(call POST "orders/$order/payment")"
    ga="$(field acceleratorId <<<"$paid")"
    plan="$(field bandwidthPlanId <<<"$paid")"
    call PUT "accelerators/$ga/bandwidth-plans/$plan" >/dev/null
    call POST "accelerators/$ga/acceleration-areas" '{"area":"ASIA_PACIFIC","regions":[{"region":"cn-hongkong","bandwidthMbps":10,"ipVersion":"IPV6"}]}' >/dev/null
    ip="$(call GET "accelerators/$ga" | field regions.0.acceleratedIp)"
    listener="$(call POST "accelerators/$ga/listeners" '{"name":"web","protocol":"TCP","ports":[{"from":80,"to":80}],"clientAffinity":"SOURCE_IP"}' | field id)"
    echo "$ga $ip $listener"
}
# group GA LISTENER CLIENT_IP
group() {
    call POST "accelerators/$1/listeners/$2/endpoint-groups?wait=20s" '{"name":"silicon-valley","region":"us-west-1","backendService":"OFF_CLOUD","reserveClientIp":'"$([ "$3" = OFF ] && echo false || echo true)"',"clientIp":"'"$3"'","endpoints":[{"type":"CUSTOM_IP","address":"'$bridge'","weight":255}],"portOverrides":[{"listenerPort":80,"endpointPort":9000}]}' >"$work/group.json"
}
accelerator >"$work/bought"
read -r ga ip listener <"$work/bought"
group "$ga" "$listener" OFF
within 20 fetch "$ip" 80 || { cat "$work/group.json"; fail "no answer through $ip"; }
note "  $ga at [$ip]:80: $(fetch "$ip" 80)"

note "3 another accelerator on the same port"
accelerator >"$work/bought"
read -r other other_ip other_listener <"$work/bought"
[ "$ip" != "$other_ip" ] || fail "both accelerators have $ip"
group "$other" "$other_listener" PROXY_V2
within 20 fetch "$other_ip" 80 || { cat "$work/group.json"; fail "no answer through $other_ip"; }

note "4 relays reach Kafka and endpoints, not the database and services"
reach() { docker compose exec -T relay-cn-hongkong-1 timeout 2 bash -c "exec 3<>/dev/tcp/$1/$2" 2>/dev/null; }
reach kafka 9092 || fail "a relay does not reach Kafka"
for closed in 172.30.66.2:5432 172.30.66.14:8104 172.30.66.11:8101 172.30.66.12:8102 172.30.66.13:8103; do
    ! reach "${closed%:*}" "${closed#*:}" || fail "a relay reaches $closed"
done
for service in $(docker compose ps --services); do
    id="$(docker compose ps --quiet "$service")"
    settings="$(docker inspect --format '{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Memory}} {{.HostConfig.PidsLimit}} {{.HostConfig.RestartPolicy.Name}}' "$id")"
    [[ "$settings" =~ ^true\ [1-9][0-9]*\ [1-9][0-9]*\ unless-stopped$ ]] || fail "$service has $settings"
done
caps="$(docker compose exec -T --user root relay-cn-hongkong-1 sed -n 's/^CapBnd:\t//p' /proc/1/status)"
[ "$caps" = 0000000000000000 ] || fail "the relay keeps the capabilities $caps"

note "5 the client's address"
"$here/client-address.sh" "$other_ip" 80 || fail "the client's address is lost on the way"

note "6 a killed relay comes back"
relay="$(docker compose ps --quiet relay-cn-hongkong-1)"
began=$SECONDS
# From outside, as the kernel does when memory is short: Docker restarts no container that it was asked to kill.
docker run --rm --pid host --network none --user root --entrypoint bash sixlane:latest \
    -c "kill -9 $(docker inspect --format '{{.State.Pid}}' "$relay")"
within 30 bash -c "[ \"\$(docker inspect --format '{{.RestartCount}}' $relay)\" -ge 1 ]" || fail "Docker does not restart the relay"
within 90 fetch "$ip" 80 || fail "no answer after the relay was killed"
note "  answers after $((SECONDS - began)) s"
docker compose up --no-build --wait --wait-timeout 120 --no-recreate >>"$work/up.log" 2>&1 || fail "a relay is not ready"

note "7 Kafka restarts"
docker compose restart kafka >>"$work/up.log" 2>&1
fetch "$ip" 80 >/dev/null || fail "no answer while Kafka restarts"
docker compose up --no-build --wait --wait-timeout 120 --no-recreate >>"$work/up.log" 2>&1 || fail "Kafka is not back"
began=$SECONDS
changed="$(call PATCH "accelerators/$ga/listeners/$listener?wait=60s" '{"name":"renamed"}')"
grep -q renamed <<<"$changed" || fail "no change after Kafka's restart: $changed"
within 60 bash -c "curl -sS --max-time 5 -H '$token' $api/accelerators/$ga/convergence | grep -q '\"state\":\"PROGRAMMED\"'" || fail "relays do not follow after Kafka's restart"
note "  a change reached every relay within $((SECONDS - began)) s"

note "8 down and up"
docker compose down --timeout 30 >>"$work/up.log" 2>&1
began=$SECONDS
docker compose up --no-build --wait --wait-timeout 600 >>"$work/up.log" 2>&1 || { tail -n 20 "$work/up.log" >&2; fail "the second up --wait"; }
note "  ready after $((SECONDS - began)) s"
call GET "accelerators/$ga" | grep -q renamed || fail "the accelerator is gone"
within 30 fetch "$ip" 80 || fail "no answer after down and up"
within 30 fetch "$other_ip" 80 || fail "no answer of the other accelerator after down and up"
"$here/client-address.sh" "$other_ip" 80 || fail "the client's address is lost after down and up"
note "9 a relay that joins"
call PUT regions/rack-9 '{"name":"Rack 9","area":"HOME"}' >/dev/null
within 20 bash -c "curl -sS -f -X PUT -H '$token' -H 'Content-Type: application/json' -d '{\"ipv6\":\"::1/128\"}' $api/pools/rack-9" ||
    fail "no pool for the region rack-9"
SIXLANE_JOIN_TOKEN="$(call POST relays/join-tokens '{"region":"rack-9"}' | field token)"
export SIXLANE_JOIN_TOKEN
began=$SECONDS
joined up --no-build --wait --wait-timeout 300 >>"$work/up.log" 2>&1 || { tail -n 20 "$work/up.log" >&2; fail "the relay does not join"; }
note "  joined and ready after $((SECONDS - began)) s"
call POST 'accelerators?wait=30s' '{"bundle":{"specification":"SMALL_I","bandwidthType":"PREMIUM","peakBandwidthMbps":10},"term":{"unit":"MONTH","count":1},"areas":[{"area":"HOME","regions":[{"region":"rack-9","bandwidthMbps":10,"ipVersion":"IPV6"}]}],"listeners":[{"name":"web","protocol":"TCP","ports":[{"from":980,"to":980}],"endpointGroups":[{"name":"here","region":"us-west-1","backendService":"OFF_CLOUD","endpoints":[{"type":"CUSTOM_IP","address":"'$bridge'","port":9000,"weight":255}]}]}]}' >"$work/joined.json"
within 30 fetch ::1 980 || { cat "$work/joined.json"; fail "no answer through the relay that joined"; }
SIXLANE_JOIN_TOKEN='' joined up --no-build --wait --wait-timeout 300 --force-recreate >>"$work/up.log" 2>&1 || fail "the joined relay does not start again"
within 30 fetch ::1 980 || fail "no answer after the joined relay started again"
note "All held"
