# Throwaway PostgreSQL clusters on loopback; sourced by ./test.
# Each lives in a folder of its own under $work and ends with the run, however that ends.

clusters=()

# PostgreSQL refuses to run as root.
as_postgres() {
  if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

# Databases that come and go by the hundred are kept in memory where there is room: on a disk, making their files takes
# as long as what the tests ask of them.
memory=
in_memory() {
  local free
  if [ -n "$memory" ]; then return 0; fi
  free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
  if [ "${free:-0}" -lt 2000000 ] || [ "$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo)" -lt 4000000 ]; then return 1; fi
  memory=$(mktemp -d /dev/shm/xbees-test.XXXXXX) && chmod 755 "$memory"
}

# start_postgres NAME DURABLE(on|off): sets XBEES_TEST_POSTGRES. Behaviour is tested without fsync, faults with it.
start_postgres() {
  local folder="$work/postgres-$1" durable=$2 port try bin
  bin=$(postgres_bin)
  [ -n "$bin" ] || return 1
  if [ "$durable" = off ] && in_memory; then folder="$memory/postgres-$1"; fi
  mkdir -p "$folder"
  chmod 755 "$work" "$folder"
  if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
  as_postgres "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 ||
    { cat "$folder/initdb.log" >&2; return 1; }
  for try in 1 2 3; do
    port=$(free_port)
    if as_postgres "$bin/pg_ctl" -D "$folder/data" -w -t 30 -l "$folder/data/log" \
      -o "-p $port -h 127.0.0.1 -k $folder -c fsync=$durable -c synchronous_commit=$durable -c full_page_writes=$durable -c max_connections=300 -c shared_buffers=64MB" \
      start >/dev/null; then
      clusters+=("$folder/data")
      export XBEES_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
      note "PostgreSQL ($1, fsync $durable) on port $port"
      return 0
    fi
  done
  tail -n 20 "$folder/data/log" >&2
  return 1
}

stop_postgres() {
  local data bin
  bin=$(postgres_bin)
  for data in ${clusters[@]+"${clusters[@]}"}; do
    as_postgres "$bin/pg_ctl" -D "$data" -m immediate stop >/dev/null 2>&1 || true
  done
  clusters=()
  if [ -n "$memory" ]; then rm -rf "$memory"; fi
  memory=
}
