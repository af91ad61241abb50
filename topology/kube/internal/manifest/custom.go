package manifest

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// The types of the Gateway API and of the Prometheus operator are the parts of
// them that traffic depends on: their modules bring much more along. Fields that
// are not here are read over. See https://gateway-api.sigs.k8s.io/reference/spec/
// and https://prometheus-operator.dev/docs/api-reference/api/.

// Gateway is a Gateway of gateway.networking.k8s.io.
type Gateway struct {
	Spec GatewaySpec `json:"spec"`
}

// GatewaySpec is what a Gateway asks for.
type GatewaySpec struct {
	GatewayClassName string     `json:"gatewayClassName"`
	Listeners        []Listener `json:"listeners"`
	Addresses        []struct {
		Type  *string `json:"type"`
		Value string  `json:"value"`
	} `json:"addresses"`
}

// Listener is one port of a Gateway.
type Listener struct {
	Name          string         `json:"name"`
	Hostname      *string        `json:"hostname"`
	Port          int32          `json:"port"`
	Protocol      string         `json:"protocol"`
	AllowedRoutes *AllowedRoutes `json:"allowedRoutes"`
}

// AllowedRoutes says which routes may attach to a listener.
type AllowedRoutes struct {
	Namespaces *struct {
		From     *string               `json:"from"`
		Selector *metav1.LabelSelector `json:"selector"`
	} `json:"namespaces"`
	Kinds []struct {
		Group *string `json:"group"`
		Kind  string  `json:"kind"`
	} `json:"kinds"`
}

// Route is an HTTPRoute, a GRPCRoute, a TLSRoute, a TCPRoute or a UDPRoute.
type Route struct {
	Spec RouteSpec `json:"spec"`
}

// RouteSpec is what a route asks for.
type RouteSpec struct {
	ParentRefs []ParentRef `json:"parentRefs"`
	Hostnames  []string    `json:"hostnames"`
	Rules      []RouteRule `json:"rules"`
}

// ParentRef names what a route is attached to: a Gateway, unless it says
// otherwise.
type ParentRef struct {
	Group       *string `json:"group"`
	Kind        *string `json:"kind"`
	Namespace   *string `json:"namespace"`
	Name        string  `json:"name"`
	SectionName *string `json:"sectionName"`
	Port        *int32  `json:"port"`
}

// RouteRule leads what matches to backends.
type RouteRule struct {
	Name        *string       `json:"name"`
	Matches     []RouteMatch  `json:"matches"`
	Filters     []RouteFilter `json:"filters"`
	BackendRefs []BackendRef  `json:"backendRefs"`
}

// RouteMatch is one way to match a request. Method is a string in an HTTPRoute
// and a mapping of service and method in a GRPCRoute.
type RouteMatch struct {
	Path *struct {
		Type  *string `json:"type"`
		Value *string `json:"value"`
	} `json:"path"`
	Method any `json:"method"`
}

// RouteFilter is a filter, of which only a mirror sends traffic anywhere.
type RouteFilter struct {
	Type          string `json:"type"`
	RequestMirror *struct {
		BackendRef BackendRef `json:"backendRef"`
	} `json:"requestMirror"`
}

// BackendRef names what a rule leads to: a Service, unless it says otherwise.
type BackendRef struct {
	Group     *string       `json:"group"`
	Kind      *string       `json:"kind"`
	Namespace *string       `json:"namespace"`
	Name      string        `json:"name"`
	Port      *int32        `json:"port"`
	Weight    *int32        `json:"weight"`
	Filters   []RouteFilter `json:"filters"`
}

// ReferenceGrant lets other namespaces refer to objects of its own.
type ReferenceGrant struct {
	Spec struct {
		From []struct {
			Group     string `json:"group"`
			Kind      string `json:"kind"`
			Namespace string `json:"namespace"`
		} `json:"from"`
		To []struct {
			Group string  `json:"group"`
			Kind  string  `json:"kind"`
			Name  *string `json:"name"`
		} `json:"to"`
	} `json:"spec"`
}

// Monitor is a ServiceMonitor or a PodMonitor of monitoring.coreos.com. Endpoints
// are those of the first, PodMetricsEndpoints those of the second.
type Monitor struct {
	Spec struct {
		Selector          metav1.LabelSelector `json:"selector"`
		NamespaceSelector struct {
			Any        bool     `json:"any"`
			MatchNames []string `json:"matchNames"`
		} `json:"namespaceSelector"`
		Endpoints           []Scrape `json:"endpoints"`
		PodMetricsEndpoints []Scrape `json:"podMetricsEndpoints"`
	} `json:"spec"`
}

// Scrape is a port from which metrics are taken.
type Scrape struct {
	Port       string `json:"port"`
	PortNumber *int32 `json:"portNumber"`
	// TargetPort is the name or the number of a port of the pod.
	TargetPort any    `json:"targetPort"`
	Path       string `json:"path"`
	Interval   string `json:"interval"`
}
