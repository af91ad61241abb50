package lint

import (
	"slices"
	"strings"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// makers are the custom resources of the manifests. From them operators make
// pods, Services and Secrets that no manifest has.
type makers struct {
	// byName are those that may make objects in other namespaces too.
	byName map[string]*cluster.Object
	byRef  map[nameIn]*cluster.Object
	// ofPodsIn are those in a namespace from which pods may be made.
	ofPodsIn map[string][]*cluster.Object
	// ofSecrets are those in a namespace that are there to make Secrets.
	ofSecrets map[string]*cluster.Object
	// generator is a kustomization, whose ConfigMaps and Secrets have names that
	// are made up.
	generator *cluster.Object
}

// nameIn is a name in a namespace.
type nameIn struct{ namespace, name string }

func newMakers(c *cluster.Cluster) makers {
	m := makers{
		byName:    make(map[string]*cluster.Object),
		byRef:     make(map[nameIn]*cluster.Object),
		ofPodsIn:  make(map[string][]*cluster.Object),
		ofSecrets: make(map[string]*cluster.Object),
	}
	for _, o := range c.Objects {
		group := customGroup(o)
		switch {
		case group == "":
		case group == "kustomize.config.k8s.io":
			m.generator = o
		case makesSecrets(o, group):
			m.ofSecrets[o.Namespace] = o
			m.byRef[nameIn{o.Namespace, o.Name}] = o
		case !onlyConfigures(o, group):
			m.byName[o.Name] = o
			m.ofPodsIn[o.Namespace] = append(m.ofPodsIn[o.Namespace], o)
			m.byRef[nameIn{o.Namespace, o.Name}] = o
			// What the Prometheus operator makes is called so:
			// https://prometheus-operator.dev/docs/api-reference/api/
			m.byRef[nameIn{o.Namespace, strings.ToLower(o.Kind) + "-operated"}] = o
		}
	}
	return m
}

// customGroup returns the group of a custom resource, and "" for an object of
// Kubernetes' own.
func customGroup(o *cluster.Object) string {
	group, _, ok := strings.Cut(o.Manifest.APIVersion, "/")
	own := !strings.Contains(group, ".") || strings.HasSuffix(group, ".k8s.io") && group != "kustomize.config.k8s.io"
	if !ok || own || o.Manifest.Typed != nil {
		return ""
	}
	return group
}

// makesSecrets reports the kinds that are there to make Secrets: of
// cert-manager, External Secrets, Sealed Secrets and the like.
func makesSecrets(o *cluster.Object, group string) bool {
	return strings.Contains(o.Kind, "Secret") && !strings.HasSuffix(o.Kind, "Store") ||
		o.Kind == "Certificate" || group == "onepassword.com"
}

// onlyConfigures reports the kinds that say something about other objects and
// make no pods.
func onlyConfigures(o *cluster.Object, group string) bool {
	switch o.Kind {
	case "PrometheusRule", "Probe", "ScrapeConfig", "AlertmanagerConfig", "ScaledObject", "VerticalPodAutoscaler",
		"Issuer", "ClusterIssuer", "SecretStore", "ClusterSecretStore", "HTTPProxy", "TraefikService", "AppProject":
		return true
	}
	for _, suffix := range []string{"istio.io", "traefik.io", "traefik.containo.us", "cilium.io", "projectcalico.org", "linkerd.io", "kyverno.io"} {
		if group == suffix || strings.HasSuffix(group, "."+suffix) {
			return true
		}
	}
	return false
}

// maxParts is the number of parts of a name that are looked at.
const maxParts = 16

// of returns the custom resource that an object of a name may be made from: one
// of that name or, in its namespace, one whose name is a part of it, as of
// "orders" in "orders-kafka-bootstrap". It is nil if there is none.
func (m makers) of(namespace, name string) *cluster.Object {
	if o := m.byName[name]; o != nil {
		return o
	}
	parts := strings.SplitN(name, "-", maxParts)
	for i := range parts {
		for j := i + 1; j <= len(parts); j++ {
			if o := m.byRef[nameIn{namespace, strings.Join(parts[i:j], "-")}]; o != nil {
				return o
			}
		}
	}
	return nil
}

// ofPods returns the custom resource that pods with some labels may be made
// from: one whose name is in a label, or that has all these labels itself. It is
// nil if there is none.
func (m makers) ofPods(namespace string, want map[string]string) *cluster.Object {
	for _, key := range sortedKeys(want) {
		if o := m.of(namespace, want[key]); o != nil {
			return o
		}
	}
	for _, o := range m.ofPodsIn[namespace] {
		if len(want) > 0 && shared(o.Manifest.Meta.Labels, want) == len(want) {
			return o
		}
	}
	return nil
}

// shared counts the labels that are wanted and there.
func shared(labels, want map[string]string) int {
	n := 0
	for key, value := range want {
		if got, ok := labels[key]; ok && got == value {
			n++
		}
	}
	return n
}

// operatorLabel returns the key of a label that operators give to the pods they
// make, or "".
func operatorLabel(want map[string]string) string {
	for _, key := range sortedKeys(want) {
		switch key {
		case "app.kubernetes.io/managed-by":
			if !slices.Contains([]string{"helm", "kustomize", "kubectl", "argocd"}, strings.ToLower(want[key])) {
				return key
			}
		case "application":
			if want[key] == "spilo" {
				return key
			}
		case "cluster-name", "prometheus", "alertmanager", "thanos-ruler", "spilo-role",
			"strimzi.io/cluster", "strimzi.io/name", "cnpg.io/cluster", "cnpg.io/poolerName",
			"postgres-operator.crunchydata.com/cluster", "elasticsearch.k8s.elastic.co/cluster-name",
			"kibana.k8s.elastic.co/name", "agent.k8s.elastic.co/name", "operator.prometheus.io/name", "rabbitmq.com/cluster":
			return key
		}
	}
	return ""
}

// withoutControllers returns labels without those that the controllers of
// Kubernetes itself add to the pods they make. See
// https://kubernetes.io/docs/reference/labels-annotations-taints/
func withoutControllers(want map[string]string) map[string]string {
	out := make(map[string]string, len(want))
	for key, value := range want {
		switch key {
		case "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index", "pod-template-hash",
			"controller-revision-hash", "pod-template-generation", "job-name", "batch.kubernetes.io/job-name",
			"controller-uid", "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-completion-index":
			continue
		}
		out[key] = value
	}
	return out
}
