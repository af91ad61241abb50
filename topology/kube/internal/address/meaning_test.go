package address_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/topology/kube/internal/address"
)

func TestMeaningOf(t *testing.T) {
	t.Parallel()
	for meaning, keys := range map[address.Meaning]string{
		address.Host: `REDIS_HOST redisHost redis.hosts REDIS_ADDR DB_ADDRESS API_URL AMQP_URI KAFKA_BROKERS BOOTSTRAP_SERVERS
			ETCD_ENDPOINTS UPSTREAM BACKEND_SERVICE CART_SERVICE ZOOKEEPER_CONNECT ELASTICSEARCH_HOSTS SENTINELS MASTER PEERS SEEDS
			JOIN --store --endpoint --query --remote-write.url --alertmanagers.url --downstream-url --upstream.url
			OTEL_EXPORTER_OTLP_ENDPOINT HTTP_PROXY DATABASE_URL DB_HOST brokers DSN spring.datasource.url spring.redis.host
			KAFKA_BOOTSTRAP_SERVERS apiUrls OLLAMA_BASE_URL SMTP_ADDRESS REDIS_HOST_1 REDIS_HOST_PRIMARY REDIS_MASTER_HOST --cluster.peer
			config.addresses MAIL_SERVER DB_HOSTNAME EXTERNAL_API_URL NEXT_PUBLIC_API_URL --reporter.grpc.host-port
			CASSANDRA_CONTACT_POINTS --initial-cluster REDIS_HOST_NAME OIDC_ISSUER_URL hosts host`,
		address.Port: `REDIS_PORT redisPort redis.port REDIS_SERVICE_PORT port port_value DB_PORT_NUMBER --port`,
		address.Own: `LISTEN_ADDR --bind --bind-address --web.listen-address HOSTNAME HOST_NAME
			KAFKA_ADVERTISED_LISTENERS KAFKA_LISTENERS POD_NAME POD_IP MY_POD_IP NODE_NAME SERVICE_NAME OTEL_SERVICE_NAME external-url
			--web.external-url ROOT_URL PUBLIC_URL GF_SERVER_ROOT_URL CORS_ALLOWED_ORIGINS ALLOWED_HOSTS --receive.local-endpoint
			cluster.initial_master_nodes EXT_ENDPOINT server.publicBaseUrl SERVER_PUBLICBASEURL webserver.base_url S3_ALIAS_HOST server.web_fqdn
			listen_addresses REDIRECT_URI --metrics-bind-address metrics-addr LISTEN config.service_name tracing.jaeger.serviceName`,
		address.Other: `POSTGRES_DB MYSQL_DATABASE DB_NAME DB_USER DB_PASSWORD API_TOKEN LABEL IMAGE VERSION DATA_PATH AWS_REGION
			S3_BUCKET TOPIC namespace serviceAccount log.level LOG_FORMAT NO_PROXY no_proxy CACHE_DRIVER CACHE_BACKEND SESSION_STORE
			storage.type type kind homepage description TIMEOUT SMTP_FROM_ADDRESS runbook SECRET_KEY tls.cert`,
		address.Maybe:   `TARGET -target issuer WEB_HOST SERVER_ADDRESS SERVER_HOST APP_URL BASE_URL CLIENT_URL FRONTEND_URL app.baseUrl`,
		address.Neutral: `FOO REDIS value x-y data ENABLE_PROFILE_X -- _`,
	} {
		for key := range strings.FieldsSeq(keys) {
			t.Run(key, func(t *testing.T) {
				t.Parallel()
				require.Equal(t, meaning, address.MeaningOf(key))
			})
		}
	}
	require.Equal(t, address.Neutral, address.MeaningOf(""))
}

func TestStem(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"REDIS_HOST": "redis", "REDIS_PORT": "redis", "redisHost": "redis", "redis.port": "redis", "--redis-addr": "redis",
		"REDIS_SERVICE_HOST": "redis", "REDIS_SERVICE_PORT": "redis", "host": "", "port": "", "port_value": "", "address": "",
		"REDIS_HOST_NAME": "redis", "DB_PORT_NUMBER": "db", "REDIS_MASTER_HOST": "redis.master", "spring.redis.host": "spring.redis",
		"FOO": "foo", "DB_NAME": "db.name", "": "", "REDIS_1_HOST": "redis", "CART_SERVICE": "cart",
	} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, want, address.Stem(key))
		})
	}
}

func TestSplitPort(t *testing.T) {
	t.Parallel()
	for key, want := range map[string][2]string{
		"REDIS_SENTINEL_PORT": {"redis", "sentinel"}, "REDIS_PORT_SENTINEL": {"redis", "sentinel"}, "otelCollectorPortGrpc": {"otel.collector", "grpc"},
		"REDIS_PORT": {}, "REDIS_SERVICE_PORT": {}, "REDIS_METRICS_PORT": {}, "REDIS_HOST": {}, "PORT": {}, "": {}, "HTTP_PORT": {},
	} {
		t.Run(key, func(t *testing.T) {
			t.Parallel()
			stem, which := address.SplitPort(key)
			require.Equal(t, want, [2]string{stem, which})
		})
	}
}

func TestDefaultPort(t *testing.T) {
	t.Parallel()
	for scheme, want := range map[string]string{
		"http": "80", "HTTPS": "443", "postgresql": "5432", "postgres": "5432", "mysql": "3306", "sqlserver": "1433",
		"mongodb": "27017", "redis": "6379", "amqp": "5672", "amqps": "5671", "kafka": "9092", "nats": "4222", "ldap": "389",
		"smtp": "25", "grpc": "", "": "", "tcp": "",
	} {
		require.Equal(t, want, address.DefaultPort(scheme), scheme)
	}
}
