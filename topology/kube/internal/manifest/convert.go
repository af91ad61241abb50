package manifest

import (
	"reflect"

	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	extensionsv1beta1 "k8s.io/api/extensions/v1beta1"
	networkingv1 "k8s.io/api/networking/v1"
	networkingv1beta1 "k8s.io/api/networking/v1beta1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"

	"gopkg.in/yaml.v3"
)

// typed decodes an object as the type of its kind. It returns nil if there is
// none.
func (d *decoder) typed(n *yaml.Node) any {
	group, version := splitVersion(d.object.APIVersion)
	k, ok := d.kinds[groupKind{canonicalGroup(group, d.object.Kind), d.object.Kind}]
	if !ok {
		return nil
	}
	typ, convert := k.typ, func(o any) any { return o }
	d.strict = version == k.version
	if o, ok := k.others[d.object.APIVersion]; ok {
		typ, convert, d.strict = o.typ, o.convert, o.strict
	}
	d.strict = d.strict && k.version != ""
	v := reflect.New(typ)
	if k.version == "" {
		d.part(n, v.Elem())
	} else {
		d.value(n, v.Elem())
	}
	typed := convert(v.Interface())
	if s, ok := typed.(*corev1.Secret); ok {
		mergeStringData(s)
	}
	return typed
}

// part decodes the spec of an object of which this package has only that. The
// metadata is decoded for all objects alike.
func (d *decoder) part(n *yaml.Node, v reflect.Value) {
	if spec := member(n, "spec"); spec != nil {
		d.within("spec", false, spec, v.FieldByName("Spec"))
	}
}

// metadata takes the metadata from the typed object, or decodes it for itself.
func (d *decoder) metadata(n *yaml.Node) {
	if a, ok := d.object.Typed.(metav1.ObjectMetaAccessor); ok {
		meta := a.GetObjectMeta().(*metav1.ObjectMeta)
		d.named(meta)
		d.object.Meta = *meta
		return
	}
	d.strict = true
	if m := member(n, metadataKey); m != nil {
		d.within(metadataKey, false, m, reflect.ValueOf(&d.object.Meta).Elem())
	}
	d.named(&d.object.Meta)
}

// named gives an object a name whose name the cluster would make up.
func (d *decoder) named(m *metav1.ObjectMeta) {
	if m.Name != "" || m.GenerateName == "" {
		return
	}
	m.Name = trimDash(m.GenerateName)
	d.object.generated = true
}

func trimDash(s string) string {
	for len(s) > 1 && s[len(s)-1] == '-' {
		s = s[:len(s)-1]
	}
	return s
}

// mergeStringData does what the API server does with the plain texts of a
// Secret: they count, and what is in data under the same key does not.
func mergeStringData(s *corev1.Secret) {
	for key, text := range s.StringData {
		if s.Data == nil {
			s.Data = make(map[string][]byte, len(s.StringData))
		}
		s.Data[key] = []byte(text)
	}
}

// fromExtensions converts an Ingress of extensions/v1beta1, which is one of
// networking.k8s.io/v1beta1 in all but its Go type.
func fromExtensions(old any) any {
	in := old.(*extensionsv1beta1.Ingress)
	out := &networkingv1beta1.Ingress{TypeMeta: in.TypeMeta, ObjectMeta: in.ObjectMeta}
	out.Spec.IngressClassName = in.Spec.IngressClassName
	if b := in.Spec.Backend; b != nil {
		backend := networkingv1beta1.IngressBackend(*b)
		out.Spec.Backend = &backend
	}
	for _, t := range in.Spec.TLS {
		out.Spec.TLS = append(out.Spec.TLS, networkingv1beta1.IngressTLS(t))
	}
	for _, r := range in.Spec.Rules {
		rule := networkingv1beta1.IngressRule{Host: r.Host}
		if r.HTTP != nil {
			rule.HTTP = &networkingv1beta1.HTTPIngressRuleValue{}
			for _, p := range r.HTTP.Paths {
				rule.HTTP.Paths = append(rule.HTTP.Paths, networkingv1beta1.HTTPIngressPath{
					Path: p.Path, PathType: (*networkingv1beta1.PathType)(p.PathType),
					Backend: networkingv1beta1.IngressBackend(p.Backend),
				})
			}
		}
		out.Spec.Rules = append(out.Spec.Rules, rule)
	}
	return fromNetworkingBeta(out)
}

// fromNetworkingBeta converts an Ingress of networking.k8s.io/v1beta1 as
// https://kubernetes.io/docs/reference/using-api/deprecation-guide/#ingress-v122
// says. The status is left out.
func fromNetworkingBeta(old any) any {
	in := old.(*networkingv1beta1.Ingress)
	out := &networkingv1.Ingress{TypeMeta: in.TypeMeta, ObjectMeta: in.ObjectMeta}
	out.Spec.IngressClassName = in.Spec.IngressClassName
	if in.Spec.Backend != nil {
		out.Spec.DefaultBackend = newBackend(*in.Spec.Backend)
	}
	for _, t := range in.Spec.TLS {
		out.Spec.TLS = append(out.Spec.TLS, networkingv1.IngressTLS(t))
	}
	for _, r := range in.Spec.Rules {
		rule := networkingv1.IngressRule{Host: r.Host}
		if r.HTTP != nil {
			rule.HTTP = &networkingv1.HTTPIngressRuleValue{}
			for _, p := range r.HTTP.Paths {
				rule.HTTP.Paths = append(rule.HTTP.Paths, networkingv1.HTTPIngressPath{
					Path: p.Path, PathType: pathType(p.PathType), Backend: *newBackend(p.Backend),
				})
			}
		}
		out.Spec.Rules = append(out.Spec.Rules, rule)
	}
	return out
}

// pathType returns the type of a path, which older versions may leave out.
func pathType(t *networkingv1beta1.PathType) *networkingv1.PathType {
	typ := networkingv1.PathTypeImplementationSpecific
	if t != nil {
		typ = networkingv1.PathType(*t)
	}
	return &typ
}

func newBackend(b networkingv1beta1.IngressBackend) *networkingv1.IngressBackend {
	out := &networkingv1.IngressBackend{Resource: b.Resource}
	if b.ServiceName == "" {
		return out
	}
	out.Service = &networkingv1.IngressServiceBackend{Name: b.ServiceName}
	if b.ServicePort.Type == intstr.String {
		out.Service.Port.Name = b.ServicePort.StrVal
	} else {
		out.Service.Port.Number = b.ServicePort.IntVal
	}
	return out
}

// oldScaler is what all versions of a HorizontalPodAutoscaler have.
type oldScaler struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata"`
	Spec              struct {
		ScaleTargetRef autoscalingv2.CrossVersionObjectReference `json:"scaleTargetRef"`
		MinReplicas    *int32                                    `json:"minReplicas"`
		MaxReplicas    int32                                     `json:"maxReplicas"`
	} `json:"spec"`
}

func fromOldScaler(old any) any {
	in := old.(*oldScaler)
	out := &autoscalingv2.HorizontalPodAutoscaler{TypeMeta: in.TypeMeta, ObjectMeta: in.ObjectMeta}
	out.Spec.ScaleTargetRef = in.Spec.ScaleTargetRef
	out.Spec.MinReplicas = in.Spec.MinReplicas
	out.Spec.MaxReplicas = in.Spec.MaxReplicas
	return out
}
