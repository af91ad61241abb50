package address_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/address"
)

func TestFindIn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ title, name, text, want string }{
		{"yaml", "a.yaml", "redis:\n  host: redis\n  port: 6379\n", "redis:6379"},
		{"yaml comment", "a.yaml", "# url: http://a\nurl: http://b # http://c\n", "http://b"},
		{"yaml documents", "a.yaml", "url: http://a\n---\nurl: http://b\n", "http://a http://b"},
		{"yaml names and values", "a.yaml", "env:\n- name: REDIS_HOST\n  value: redis\n", "redis"},
		{"prometheus", "prometheus.yml", "scrape_configs:\n- job_name: a\n  static_configs:\n  - targets: ['a:9090', 'b:9100']\n",
			"a:9090 b:9100 !a name that no address is looked up by"},
		{"alertmanagers", "", "alerting:\n  alertmanagers:\n  - static_configs:\n    - targets:\n      - alertmanager:9093\nremote_write:\n- url: http://mimir/push\n",
			"alertmanager:9093 http://mimir"},
		{"grafana", "ds.yaml", "datasources:\n- type: prometheus\n  url: http://prometheus:9090\n", "http://prometheus:9090 !the name of a kind"},
		{"envoy", "envoy.yaml", "endpoint:\n  address:\n    socket_address:\n      address: api\n      port_value: 8080\n", "api:8080"},
		{"envoy listener", "envoy.yaml", "address:\n  socket_address: { address: 0.0.0.0, port_value: 80 }\n", "!all interfaces, so an address to listen on"},
		{"loopback pair", "a.yaml", "host: 127.0.0.1\nport: 80\n", "!" + address.ReasonLoopback},
		{"json", "a.json", `{"db": {"host": "db", "port": 5432}, "$schema": "http://x.example"}`, "db:5432 !the name of a schema"},
		{"json with comments", "a.json", "{\n  // http://a\n  \"url\": \"http://b\",\n}", "http://b"},
		{"properties", "application.properties", "# http://a\nspring.datasource.url=jdbc:postgresql://db:5432/x\nspring.redis.host=redis\nspring.redis.port=6379\nserver.port=8080\n",
			"postgresql://db:5432 redis:6379"},
		{"properties of several lines", "a.properties", "brokers=a:1,\\\n  b:2\n", "a:1 b:2"},
		{"ini", "a.ini", "; http://x\n[redis]\nhost = redis\nport = 6379\n[db]\nhost = db ; main\n", "redis:6379 db"},
		{"toml", "a.toml", "[db]\nhost = \"db\"\nport = 5432 # usual\nhosts = [\n  \"a:1\",\n  \"b:2\",\n]\n", "db:5432 a:1 b:2"},
		{"dotenv", ".env", "REDIS_HOST=redis\nREDIS_PORT=6379\nexport API_URL='http://api'\n", "redis:6379 http://api"},
		{"redis", "redis.conf", "bind 0.0.0.0\nport 6379\nreplicaof redis-0 6379\nmaxmemory 10mb\nsentinel monitor m redis-1 6380 2\n",
			"redis-0:6379 redis-1:6380 !all interfaces, so an address to listen on"},
		{"postgres", "postgresql.conf", "listen_addresses = '*'\nprimary_conninfo = 'host=db port=5432 user=u'\n", "db:5432 !all interfaces, so an address to listen on"},
		{"nginx", "nginx.conf", "# proxy_pass http://no;\nserver {\n  listen 80;\n  server_name x.com;\n  location / { proxy_pass http://api:8080/; }\n}\n",
			"http://api:8080 !what the process itself is or listens on, by the name server_name"},
		{"nginx upstream", "", "upstream back {\n  server api:8080 weight=5;\n}\nserver { location / { proxy_pass http://back; } }\n", "api:8080"},
		{"nginx others", "default.conf", "location / { fastcgi_pass php:9000; }\nlocation /g { grpc_pass grpc://x:1; }\nlocation /u { uwsgi_pass u:2; }",
			"php:9000 grpc://x:1 u:2"},
		{"nginx resolver", "nginx.conf", "resolver kube-dns.kube-system.svc.cluster.local valid=5s;\nset $backend http://web:80;\nproxy_pass $backend;",
			"kube-dns.kube-system.svc.cluster.local http://web:80"},
		{"nginx variable in a URL", "nginx.conf", "set $b web.shop.svc;\nproxy_pass http://$b:8080$request_uri;\nset $unused api:1;", "http://web.shop.svc:8080 api:1"},
		{"nginx variable of itself", "nginx.conf", "set $b $b$b;\nproxy_pass http://$b;", "http://$b$b (open)"},
		{"coredns", "Corefile", ".:53 {\n  kubernetes cluster.local in-addr.arpa {\n  }\n  forward . /etc/resolv.conf {\n  }\n}\na.example:53 {\n  forward . 10.0.0.10:53 dns.dns.svc\n}\n",
			"10.0.0.10:53 dns.dns.svc"},
		{"fluentd", "fluent.conf", "<match a.**>\n  @type forward\n  <server>\n    host a\n    port 24224\n  </server>\n</match>\n", "a:24224"},
		{"httpd", "httpd.conf", "<VirtualHost *:80>\nProxyPass \"/a\" \"http://a:80/a\"\nProxyPass /p balancer://p\n</VirtualHost>\n",
			"http://a:80 !a pool of the configuration's own"},
		{"python", "a.py", "D = {\n  'HOST': 'db',\n  'PORT': 5432,\n}\nX = get('X', \"redis://r:1\") # http://no\n", "db:5432 redis://r:1"},
		{"php", "a.php", "<?php\n$c = array(\n 'dbhost' => 'db',\n);\ndefine('DB_HOST', 'b:1');\n", "db b:1"},
		{"ruby", "a.rb", "x['db_host'] = \"db\"\nx['db_port'] = 5432\n", "db:5432"},
		{"haproxy", "haproxy.cfg", "frontend f\n  bind *:80\nbackend b\n  server s1 10.0.0.1:80 check # x\n  server s2 web:8080\n",
			"10.0.0.1:80 web:8080 !all interfaces, so an address to listen on"},
		{"caddy", "Caddyfile", "x.example {\n  reverse_proxy /api/* api:8080 other:80\n  # reverse_proxy no:1\n}\n",
			"api:8080 other:80 !what the process itself is or listens on, by the name x.example"},
		{"caddy block", "Caddyfile", ":80 {\n  reverse_proxy {\n    to web:80\n  }\n}\n", "web:80 !a port to listen on, without a host"},
		{"xml", "a.xml", "<a xmlns=\"http://x.example\"><!-- http://no --><url>http://b</url><db host=\"db\" port=\"5432\"/></a>", "http://b db:5432"},
		{"hadoop", "core-site.xml", "<c><property><name>fs.defaultFS.url</name><value>hdfs://nn:8020</value></property></c>", "hdfs://nn:8020"},
		{"script", "run.sh", "curl http://web", "http://web"},
		{"shebang", "run", "#!/bin/sh\ncurl http://web", "http://web"},
		{"certificate", "tls.crt", "-----BEGIN CERTIFICATE-----\nMIIB:80\n-----END CERTIFICATE-----\n", ""},
		{"markdown", "README.md", "url: http://x\n", ""},
		{"template", "a.yaml", "url: http://{{ .Values.host }}:80\n{{- if .x }}\nport: 1\n", "http://{{ .Values.host }}:80 (open)"},
		{"empty", "", "", ""},
	} {
		t.Run(c.title, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, show(address.FindIn(c.name, c.text)))
		})
	}
}

func TestFindInPlaces(t *testing.T) {
	t.Parallel()
	got, _ := address.FindIn("a.yaml", "a: 1\ndownstream:\n  url: http://u:pw@web:80/x?token=1\nscript: |\n  a b\n  url=http://api\n")
	require.Equal(t, []address.Candidate{
		{Host: "web", Port: "80", Scheme: "http", Path: "/x", Form: address.URL, Key: "downstream.url", Meaning: address.Host, Line: 2, Text: "http://web:80/x"},
		{Host: "api", Scheme: "http", Form: address.URL, Key: "url", Meaning: address.Host, Line: 5, Text: "http://api"},
	}, got)
}

// The argument of Thanos that is YAML with a placeholder, as kube-thanos has it.
func TestFindYAMLArgument(t *testing.T) {
	t.Parallel()
	got, refused := address.Find("--query-range.response-cache-config",
		"\"config\":\n  \"addresses\":\n  - \"dnssrv+_client._tcp.<MEMCACHED_SERVICE>.thanos\"\n  \"timeout\": \"500ms\"\n\"type\": \"memcached\"")
	require.Equal(t, []address.Candidate{{
		Host: "<MEMCACHED_SERVICE>.thanos", Service: "client", Protocol: "tcp", Form: address.SRV, Key: "config.addresses",
		Meaning: address.Host, Line: 2, Text: "dnssrv+_client._tcp.<MEMCACHED_SERVICE>.thanos", Placeholder: true,
	}}, got)
	require.Equal(t, []address.Refusal{{Text: "memcached", Host: "memcached", Key: "type", Reason: "the name of a kind", Line: 4}}, refused)
}
