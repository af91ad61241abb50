package traffic

import (
	corev1 "k8s.io/api/core/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/cluster"
)

// users counts the workloads that have a whole ConfigMap or Secret: by mounting
// it, or by making variables of all that is in it.
func users(c *cluster.Cluster) map[cluster.Ref]int {
	out := make(map[cluster.Ref]int)
	for _, w := range c.Workloads {
		used := make(map[cluster.Ref]bool)
		use := func(kind, name string) { used[cluster.Ref{Kind: kind, Namespace: w.Namespace, Name: name}] = true }
		for _, container := range w.Containers() {
			for _, from := range container.EnvFrom {
				if from.ConfigMapRef != nil {
					use("ConfigMap", from.ConfigMapRef.Name)
				}
				if from.SecretRef != nil {
					use("Secret", from.SecretRef.Name)
				}
			}
			for _, m := range container.VolumeMounts {
				for _, f := range filesOf(w.Spec, m.Name) {
					if f.whole(m.SubPath) {
						use(f.kind, f.name)
					}
				}
			}
		}
		for ref := range used {
			out[ref]++
		}
	}
	return out
}

// files is a ConfigMap or a Secret as a volume has it.
type files struct {
	kind, name string
	// keys maps those that are there to the paths they are at; nil is all keys by
	// their own names.
	keys map[string]string
}

// filesOf returns what a volume of a pod takes from ConfigMaps and Secrets.
func filesOf(spec *corev1.PodSpec, volume string) []files {
	for i := range spec.Volumes {
		v := &spec.Volumes[i]
		if v.Name != volume {
			continue
		}
		switch {
		case v.ConfigMap != nil:
			return []files{{"ConfigMap", v.ConfigMap.Name, keysOf(v.ConfigMap.Items)}}
		case v.Secret != nil:
			return []files{{"Secret", v.Secret.SecretName, keysOf(v.Secret.Items)}}
		case v.Projected != nil:
			return projected(v.Projected.Sources)
		}
	}
	return nil
}

func projected(sources []corev1.VolumeProjection) []files {
	var out []files
	for _, p := range sources {
		if p.ConfigMap != nil {
			out = append(out, files{"ConfigMap", p.ConfigMap.Name, keysOf(p.ConfigMap.Items)})
		}
		if p.Secret != nil {
			out = append(out, files{"Secret", p.Secret.Name, keysOf(p.Secret.Items)})
		}
	}
	return out
}

func keysOf(items []corev1.KeyToPath) map[string]string {
	if items == nil {
		return nil
	}
	out := make(map[string]string, len(items))
	for _, item := range items {
		out[item.Key] = item.Path
	}
	return out
}

// whole reports whether all keys are there: what a workload takes one of it has
// chosen.
func (f files) whole(subPath string) bool { return f.keys == nil && subPath == "" }

// at returns the path of a key in the volume, and whether it is there: under a
// mount of a single path only that one is.
func (f files) at(key, subPath string) (string, bool) {
	path := key
	if f.keys != nil {
		var ok bool
		if path, ok = f.keys[key]; !ok {
			return "", false
		}
	}
	return path, subPath == "" || subPath == path || len(path) > len(subPath) && path[:len(subPath)+1] == subPath+"/"
}
