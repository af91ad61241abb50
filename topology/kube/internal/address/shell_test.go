package address_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/address"
)

func TestFindShell(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"until nc -z db 5432; do sleep 1; done", "db:5432"},
		{"nc -zv db:5432", "db:5432"},
		{"nc -z -v -w 3 db 5432", "db:5432"},
		{"nc -vz -w3 db 5432", "db:5432"},
		{"nc -l 8080", ""},
		{"echo ruok | nc zk 2181", "zk:2181"},
		{"./wait-for-it.sh db:5432 -t 30 -- curl http://web", "db:5432 http://web"},
		{"wait-for-it -h db -p 5432 -- ./run", "db:5432"},
		{"wait-for db:5432", "db:5432"},
		{"dockerize -wait tcp://db:5432 -timeout 10s", "tcp://db:5432"},
		{"curl -s http://web:80/x", "http://web:80"},
		{"curl -s -o /dev/null -H 'Host: x.example' web:80/x", "web:80"},
		{"curl -x http://proxy:3128 http://web", "http://proxy:3128 http://web"},
		{"curl -u me:hunter2 http://web", "http://web"},
		{"wget -qO- http://api", "http://api"},
		{"wget --spider -q api:8080/healthz", "api:8080"},
		{"pg_isready -h db -p 5432", "db:5432"},
		{"pg_isready --host=db --port=5432", "db:5432"},
		{"psql postgres://u:p@db/x -c 'select 1'", "postgres://db"},
		{`psql "host=db port=5433 user=u" -c 'select 1'`, "db:5433"},
		{"redis-cli -h redis-master -p 6379 ping", "redis-master:6379"},
		{"mysql -h db -P 3306 -uroot -phunter2", "db:3306"},
		{"mysql -hdb -psecret", "db"},
		{"mysqladmin ping -h db", "db"},
		{"mongosh mongodb://db:27017/x", "mongodb://db:27017"},
		{"nslookup db.ns.svc.cluster.local", "db.ns.svc.cluster.local"},
		{"until nslookup db.$(cat /ns).svc; do :; done", "db.$(command).svc (open)"},
		{"ping -c1 db", "db"},
		{"ping -c 1 db", "db"},
		{"getent hosts db", "db"},
		{"telnet db 25", "db:25"},
		{"timeout 1 bash -c 'cat < /dev/null > /dev/tcp/db/5432'", "db:5432"},
		{"(echo > /dev/tcp/db/5432) 2>/dev/null", "db:5432"},
		{"export REDIS_HOST=redis", "redis"},
		{"REDIS_ADDR=redis:6379 ./run", "redis:6379"},
		{"HOST=db; nc -z $HOST 5432", "db db:5432"},
		{"DB=db; PORT=5432\nnc -z ${DB} ${PORT}", "db:5432 !the name of a database"},
		{"exec ./app --redis.host=redis --listen :80", "redis !a port to listen on, without a host"},
		{"./app --redis-url redis://r:1 --verbose", "redis://r:1"},
		{"./app --web 127.0.0.1:80", "!" + address.ReasonLoopback},
		{"# curl http://web\ntrue", ""},
		{"echo see http://docs.example", ""},
		{"x=$(curl -s http://web)", "http://web"},
		{"x=`curl -s http://web`", "http://web"},
		{`sh -c "curl http://a && curl http://b"`, "http://a http://b"},
		{"if ! curl -sf http://web; then exit 1; fi", "http://web"},
		{"cat > /etc/x <<EOF\nhost: db\nport: 5432\nEOF\ncurl http://web", "http://web db:5432"},
		{"cat <<-'EOF'\n\turl=http://db\n\tEOF\ncurl http://web", "http://web http://db"},
		{"curl \\\n  -s \\\n  http://web", "http://web"},
		{"kafka-topics.sh --bootstrap-server kafka:9092 --list", "kafka:9092"},
		{"curl -O http://web/x.tgz", "http://web"},
		{"wget -q -O - http://web", "http://web"},
		{"dig +short SRV _grpc._tcp.store.ns", "_grpc._tcp.store.ns"},
		{"", ""},
		{`"`, ""},
		{"curl 'http://web", "http://web"},
	} {
		t.Run(c.text, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, show(address.FindShell(c.text)))
		})
	}
}

func TestFindShellLines(t *testing.T) {
	t.Parallel()
	got, _ := address.FindShell("#!/bin/sh\n\ncurl http://a # no\ncat <<E\nurl: http://b\nE\ncurl 'http://c'")
	lines := map[string]int{}
	for _, c := range got {
		lines[c.Host] = c.Line
	}
	require.Equal(t, map[string]int{"a": 2, "b": 4, "c": 6}, lines)
}
