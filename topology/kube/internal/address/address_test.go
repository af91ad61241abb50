package address_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/address"
)

// show writes what was found in one line: candidates as "scheme://host:port" and
// refusals as "!reason", in the order in which they were found.
func show(candidates []address.Candidate, refusals []address.Refusal) string {
	var list []string
	for _, c := range candidates {
		list = append(list, showCandidate(c))
	}
	for _, r := range refusals {
		list = append(list, "!"+r.Reason)
	}
	return strings.Join(list, " ")
}

func showCandidate(c address.Candidate) string {
	text := c.Host
	if c.Port != "" {
		text += ":" + c.Port
	}
	if c.Form == address.URL {
		text = c.Scheme + "://" + text
	}
	if c.Form == address.SRV {
		text = "_" + c.Service + "._" + c.Protocol + "." + text
	}
	if c.Form == address.Bare && c.Meaning == address.Neutral {
		text += "?"
	}
	if c.Placeholder {
		text += " (open)"
	}
	return text
}

func TestFind(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ key, text, want string }{
		// Names.
		{"REDIS_HOST", "redis", "redis"},
		{"REDIS_HOST", "redis.shop", "redis.shop"},
		{"REDIS_HOST", "redis.shop.svc", "redis.shop.svc"},
		{"REDIS_HOST", "redis.shop.svc.cluster.local", "redis.shop.svc.cluster.local"},
		{"REDIS_HOST", "redis.shop.svc.corp.example", "redis.shop.svc.corp.example"},
		{"REDIS_HOST", "redis.shop.svc.cluster.local.", "redis.shop.svc.cluster.local"},
		{"REDIS_HOST", "Redis", "redis"},
		{"REDIS_HOST", "  redis  ", "redis"},
		{"REDIS_HOST", `"redis"`, "redis"},
		{"REDIS_HOST", "pod-0.redis.shop", "pod-0.redis.shop"},
		{"FOO", "redis", "redis?"},
		{"FOO", "redis.shop", "redis.shop?"},
		{"FOO", "a,b", "a? b?"},
		{"FOO", "a b", ""},
		{"HOSTS", "a b", "a b"},
		{"DB_HOST", "10.1.2.3", "10.1.2.3"},
		{"DB_HOST", "fd00::1", "fd00::1"},
		// Host and port.
		{"REDIS_ADDR", "redis-cart:6379", "redis-cart:6379"},
		{"FOO", "redis-cart:6379", "redis-cart:6379"},
		{"FOO", "10.1.2.3:80", "10.1.2.3:80"},
		{"FOO", "[fd00::1]:80", "fd00::1:80"},
		{"ADDR", "db.shop.svc.:5432", "db.shop.svc:5432"},
		{"ADDR", "api:8080/health", "api:8080"},
		{"ADDR", "user:pw@db:5432/x", "db:5432"},
		{"PEERS", "a:1,b:2", "a:1 b:2"},
		{"PEERS", "a:1;b:2", "a:1 b:2"},
		{"PEERS", "a:1 b:2", "a:1 b:2"},
		{"PEERS", "a:1, b:2", "a:1 b:2"},
		{"PEERS", `["a:1","b:2"]`, "a:1 b:2"},
		{"FOO", `{"host":"db","port":5432}`, "db:5432"},
		{"--initial-cluster", "etcd-0=http://etcd-0.etcd:2380,etcd-1=http://etcd-1.etcd:2380", "http://etcd-0.etcd:2380 http://etcd-1.etcd:2380"},
		{"KAFKA_CONTROLLER_QUORUM_VOTERS", "1@kafka-0.kafka:9093,2@kafka-1.kafka:9093", "kafka-0.kafka:9093 kafka-1.kafka:9093"},
		{"REDIS", "redis:6379,password=hunter2,ssl=False", "redis:6379"},
		// URLs.
		{"URL", "http://web", "http://web"},
		{"URL", "http://web:80/x?y=z#f", "http://web:80"},
		{"URL", "HTTPS://Web.Shop/X", "https://web.shop"},
		{"URL", "grpc://api:9000", "grpc://api:9000"},
		{"URL", "redis://:pw@redis:6379/0", "redis://redis:6379"},
		{"URL", "rediss://redis", "rediss://redis"},
		{"URL", "amqp://guest:guest@rabbit:5672/vh", "amqp://rabbit:5672"},
		{"URL", "mongodb://a:27017,b:27017/db?replicaSet=rs", "mongodb://a:27017 mongodb://b:27017"},
		{"URL", "mongodb+srv://u:p@cluster.example/x", "mongodb://cluster.example"},
		{"URL", "postgres://u:p@db/x", "postgres://db"},
		{"DSN", "postgresql://user:pw@host:5432/x", "postgresql://host:5432"},
		{"URL", "postgresql+psycopg2://u:p@db:5432/x", "postgresql://db:5432"},
		{"URL", "mysql://u:p@db/x", "mysql://db"},
		{"URL", "nats://nats:4222", "nats://nats:4222"},
		{"URL", "nats://a:4222,nats://b:4222", "nats://a:4222 nats://b:4222"},
		{"URL", "kafka://k:9092", "kafka://k:9092"},
		{"URL", "tcp://x:1", "tcp://x:1"},
		{"REDIS_PORT", "tcp://10.0.0.11:6379", "tcp://10.0.0.11:6379"},
		{"URL", "udp://x:53", "udp://x:53"},
		{"URL", "ldap://ldap:389", "ldap://ldap:389"},
		{"URL", "smtp://mail:25", "smtp://mail:25"},
		{"URL", "ws://x/socket", "ws://x"},
		{"URL", "s3://key:secret@minio:9000/bucket", "s3://minio:9000"},
		{"URL", "s3://bucket/key", "!a bucket without a host"},
		{"URL", "http://[fd00::1]:80/x", "http://fd00::1:80"},
		{"URL", "jdbc:postgresql://db:5432/x?user=u&password=p", "postgresql://db:5432"},
		{"URL", "jdbc:mysql://a:3306,b:3306/x", "mysql://a:3306 mysql://b:3306"},
		{"URL", "jdbc:sqlserver://sql:1433;databaseName=x;password=p", "sqlserver://sql:1433"},
		{"URL", "jdbc:oracle:thin:@//ora:1521/x", "oracle://ora:1521"},
		{"URL", "jdbc:oracle:thin:@ora:1521:sid", "oracle://ora:1521"},
		{"URL", "unix:///var/run/x.sock", "!a socket in the file system"},
		{"URL", "unix:/var/run/x.sock", "!a socket in the file system"},
		{"URL", "file:///etc/x", "!a path"},
		{"CELERY_RESULT_BACKEND", "redis://redis:6379/0", "redis://redis:6379"},
		{"FOO", "http://a:80 http://b:80", "http://a:80 http://b:80"},
		{"URL", "http://user@db:5432/x", "http://db:5432"},
		{"URL", "http://:8080", "!a port to listen on, without a host"},
		{"URL", "http://web:http", "!no port after the colon"},
		// Data source names.
		{"DSN", "user:pw@tcp(db:3306)/x?parseTime=true", "mysql://db:3306"},
		{"DSN", "host=db port=5432 user=u password='p w' dbname=x", "db:5432"},
		{"DSN", "host=db:5432 user=u", "db:5432"},
		{"DSN", "host = db user = u", "db"},
		{"ConnectionStrings__Default", "Server=db,1433;Database=x;User Id=sa;Password=p", "db:1433"},
		{"CONN", "Data Source=tcp:db,1433;Initial Catalog=x", "db:1433"},
		{"CONN", `Data Source=db\SQLEXPRESS;Initial Catalog=x`, "db"},
		{"CONN", "Server=db;Port=3306;Database=x;Uid=u;Pwd=p", "db:3306"},
		// Lookups.
		{"--store", "dns+store:10901", "store:10901"},
		{"--endpoint", "dnssrv+_grpc._tcp.store.thanos", "_grpc._tcp.store.thanos"},
		{"--endpoint", "dnssrvnoa+_grpc._tcp.store.thanos.svc.cluster.local", "_grpc._tcp.store.thanos.svc.cluster.local"},
		{"FOO", "_http._tcp.web.shop", "_http._tcp.web.shop"},
		{"FOO", "dns:///svc:8080", "grpc://svc:8080"},
		{"FOO", "dns://10.0.0.10/svc:8080", "grpc://svc:8080"},
		{"FOO", "passthrough:///svc:8080", "grpc://svc:8080"},
		{"FOO", "kubernetes:///svc.ns:8080", "grpc://svc.ns:8080"},
		{"FOO", "srv://svc.ns", "grpc://svc.ns"},
		{"FOO", "srv://_grpc._tcp.svc.ns", "_grpc._tcp.svc.ns"},
		// Flags and pairs in one text.
		{"", "--url=http://web:80", "http://web:80"},
		{"", "--redis-host redis", "redis"},
		{"JAVA_OPTS", "-Xmx512m -Dconfig.url=http://config:8888 -server", "http://config:8888"},
		{"JAVA_OPTS", "-Xmx512m", ""},
		{"OPTS", "--redis.host=redis --password=x:1", "redis"},
		// Placeholders.
		{"URL", "http://<NAME>.shop:80", "http://<NAME>.shop:80 (open)"},
		{"REDIS_HOST", "{{ .Values.host }}", "{{ .Values.host }} (open)"},
		{"FOO", "{{ .Values.host }}:80", ""},
		{"REDIS_HOST", "${HOST}", "${HOST} (open)"},
		{"REDIS_HOST", "CHANGE_ME", "change_me (open)"},
		{"URL", "http://db:${PORT}/x", "http://db"},
		{"URL", "${REDIS_HOST:-redis}:6379", "redis:6379"},
		{"URL", "http://${API_HOST:api}:80", "http://api:80"},
		// One's own.
		{"LISTEN_ADDR", "api:80", "!what the process itself is or listens on, by the name LISTEN_ADDR"},
		{"--http-address", "0.0.0.0:9090", "!all interfaces, so an address to listen on"},
		{"--web.listen-address", "api:80", "!what the process itself is or listens on, by the name --web.listen-address"},
		{"KAFKA_ADVERTISED_LISTENERS", "PLAINTEXT://kafka:9092", "!what the process itself is or listens on, by the name KAFKA_ADVERTISED_LISTENERS"},
		{"KAFKA_LISTENERS", "PLAINTEXT://:9092", "!a port to listen on, without a host"},
		{"HOST_NAME", "self", "!what the process itself is or listens on, by the name HOST_NAME"},
		{"--web.external-url", "http://prom.example", "!what the process itself is or listens on, by the name --web.external-url"},
		{"GF_SERVER_ROOT_URL", "https://g.example/x", "!what the process itself is or listens on, by the name GF_SERVER_ROOT_URL"},
		{"--receive.local-endpoint", "$(NAME).receive.ns:10901", "!what the process itself is or listens on, by the name --receive.local-endpoint"},
		{"CORS_ORIGINS", "https://x.example", "!what the process itself is or listens on, by the name CORS_ORIGINS"},
		{"ALLOWED_HOSTS", "a.example,b.example", "!what the process itself is or listens on, by the name ALLOWED_HOSTS !what the process itself is or listens on, by the name ALLOWED_HOSTS"},
		// No addresses by name.
		{"MYSQL_DATABASE", "wordpress", "!the name of a database"},
		{"POSTGRES_DB", "gitea", "!the name of a database"},
		{"DB_USER", "api", "!the name of a user or account"},
		{"CACHE_DRIVER", "redis", "!the name of a kind"},
		{"CACHE_BACKEND", "redis", "!the name of a kind"},
		{"LOG_LEVEL", "info", ""},
		{"IMAGE", "registry:5000/app", "!an image"},
		{"NO_PROXY", "web,db:80", "!a host that no proxy is used for !a host that no proxy is used for"},
		{"TOPIC", "orders", "!the name of a topic or queue"},
		{"DB_NAME", "orders", "!the name of a database"},
		{"DB_PASSWORD", "db:5432", ""},
		{"homepage", "https://docs.example/x", "!a text for people"},
		{"$schema", "http://schema.example/x", "!the name of a schema"},
		{"URL", "http://www.w3.org/2001/XMLSchema", "!the name of a schema"},
		// Look-alikes.
		{"ADDR", "0.0.0.0", "!all interfaces, so an address to listen on"},
		{"ADDR", "[::]:80", "!all interfaces, so an address to listen on"},
		{"ADDR", "::", "!all interfaces, so an address to listen on"},
		{"ADDR", "*", "!all interfaces, so an address to listen on"},
		{"ADDR", "*:80", "!all interfaces, so an address to listen on"},
		{"FOO", "localhost", "!" + address.ReasonLoopback},
		{"FOO", "localhost:80", "!" + address.ReasonLoopback},
		{"URL", "http://127.0.0.1:8081", "!" + address.ReasonLoopback},
		{"URL", "http://127.1.2.3:8081", "!" + address.ReasonLoopback},
		{"URL", "http://[::1]:8081", "!" + address.ReasonLoopback},
		{"ADDR", "::1", "!" + address.ReasonLoopback},
		{"ADDR", ":8080", "!a port to listen on, without a host"},
		{"FOO", "nginx:1.25", "!an image"},
		{"FOO", "nginx:latest", "!an image"},
		{"FOO", "registry.example.com/x/y:tag", "!an image"},
		{"FOO", "repo@sha256:0123abcd", "!an image"},
		{"FOO", "12:30", "!a time or a ratio"},
		{"FOO", "12:30:00", "!a time or a ratio"},
		{"FOO", "1:2", "!a time or a ratio"},
		{"FOO", "1.2.3", "!a version"},
		{"FOO", "v1.2", "!a version"},
		{"FOO", "1.2.3-rc.1", "!a version"},
		{"FOO", "10m", ""},
		{"FOO", "500ms", ""},
		{"FOO", "0.5", ""},
		{"TIMEOUT_HOST", "10m", "!a number or a duration"},
		{"FOO", "00:1a:2b:3c:4d:5e", "!a MAC address"},
		{"FOO", "a.yaml", "!the name of a file"},
		{"FOO", "/etc/x.conf", ""},
		{"FOO", "./x.sh", ""},
		{"FOO", `C:\x`, ""},
		{"FOO", "me@example.com", "!an e-mail address"},
		{"FOO", "application/json", "!a media type"},
		{"FOO", "com.example.Foo", "!the name of a class or package"},
		{"FOO", "org.apache.kafka", "!the name of a class or package"},
		{"FOO", "io.example.api", "!the name of a class or package"},
		{"FOO", "monitoring.coreos.com/v1", "!an API group or a label"},
		{"FOO", "app.kubernetes.io/name", "!an API group or a label"},
		{"FOO", "team:core", "!no port after the colon"},
		{"FOO", "db:0", "!no port after the colon"},
		{"FOO", "db:65536", "!no port after the colon"},
		{"FOO", "db:65535", "db:65535"},
		{"FOO", "*/5 * * * *", ""},
		{"FOO", "123e4567-e89b-12d3-a456-426614174000", ""},
		{"FOO", "d41d8cd98f00b204e9800998ecf8427e", ""},
		{"FOO", "aGVsbG8gd29ybGQgaGVsbG8gd29ybGQ=", ""},
		{"FOO", "-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----", ""},
		{"FOO", "Mozilla/5.0 (X11; Linux) http://bot.example", ""},
		{"FOO", "See http://docs.example for all of the details.", "!a link in a text for people"},
		{"FOO", "true", ""},
		{"FOO", "debug", ""},
		{"FOO", "json", ""},
		{"FOO", "Foo", ""},
		{"FOO", "6379", ""},
		{"REDIS_PORT", "6379", ""},
		{"REDIS_HOST", "none", ""},
		{"FOO", "", ""},
		{"FOO", `" "`, ""},
	} {
		t.Run(c.key+"="+c.text, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, c.want, show(address.Find(c.key, c.text)))
		})
	}
}
