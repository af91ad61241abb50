package lint

import (
	"cmp"
	"slices"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

// The codes of the rules, which stay the same from version to version. Those of
// what cannot be read are the reader's.
const (
	CodeSyntax       = manifest.CodeSyntax
	CodeUnknownField = manifest.CodeUnknownField
	CodeWrongType    = manifest.CodeWrongType
	CodeDuplicate    = manifest.CodeDuplicate

	CodeUnknownCode                 = "unknown-lint-code"
	CodeServiceSelectsNothing       = "service-selects-nothing"
	CodeServiceNoSelector           = "service-no-selector"
	CodeLoadBalancerWithoutBackends = "loadbalancer-without-backends"
	CodePortNotInContainer          = "port-not-in-container"
	CodeDuplicatePort               = "duplicate-port"
	CodePortNameMissing             = "port-name-missing"
	CodeNodePortOutOfRange          = "node-port-out-of-range"
	CodeNodePortTaken               = "node-port-taken"
	CodeProbePortUnknown            = "probe-port-unknown"
	CodeSelectorNotInTemplate       = "selector-not-in-template"
	CodeStatefulSetMissingService   = "statefulset-missing-service"
	CodeIngressMissingService       = "ingress-missing-service"
	CodeIngressMissingPort          = "ingress-missing-port"
	CodeMissingIngressClass         = "missing-ingress-class"
	CodeRouteMissingService         = "route-missing-service"
	CodeRouteMissingPort            = "route-missing-port"
	CodeRouteNotAttached            = "route-not-attached"
	CodeMissingGateway              = "missing-gateway"
	CodeCrossNamespaceWithoutGrant  = "cross-namespace-without-grant"
	CodeMissingConfigMap            = "missing-configmap"
	CodeMissingSecret               = "missing-secret"
	CodeMissingKey                  = "missing-key"
	CodeMissingServiceAccount       = "missing-service-account"
	CodeMissingPVC                  = "missing-pvc"
	CodeMissingScaleTarget          = "missing-scale-target"
	CodePDBSelectsNothing           = "pdb-selects-nothing"
	CodePolicySelectsNothing        = "policy-selects-nothing"
	CodeMonitorSelectsNothing       = "monitor-selects-nothing"
	CodeMonitorPortUnknown          = "monitor-port-unknown"
	CodeAddressOfMissingService     = "address-of-missing-service"
	CodeAddressPortUnknown          = "address-port-unknown"
	CodePlaceholderAddress          = "placeholder-address"
)

// Rule is something that is looked for.
type Rule struct {
	// Code is its name, in kebab case.
	Code string
	// Title says what a finding of it is, in a few words.
	Title string
	// Help says why that matters, in a sentence or two.
	Help string
	// Severity is the worst that a finding of it has.
	Severity Severity
}

// Rules returns all rules, in the order of their codes. docs/lint.md has a
// section for each.
func Rules() []Rule {
	all := slices.Concat(readingRules(), serviceRules(), workloadRules(), doorRules(), referenceRules(), selectorRules(), callRules())
	slices.SortFunc(all, func(a, b Rule) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// Codes returns the codes of all rules, in order.
func Codes() []string {
	var out []string
	for _, r := range Rules() {
		out = append(out, r.Code)
	}
	return out
}

func readingRules() []Rule {
	return []Rule{
		{CodeSyntax, "Not a manifest", "What is neither YAML nor JSON, or no object of Kubernetes, is read by nobody.", Error},
		{CodeUnknownField, "Unknown field", "A field that the type does not have is refused by kubectl, or dropped by the cluster: often it is indented wrongly.", Error},
		{CodeWrongType, "Wrong type of value", "The field takes another type of value, so the API server refuses the object.", Error},
		{CodeDuplicate, "Key or object given twice", "Only the last of the two counts.", Error},
		{CodeUnknownCode, "Unknown code in " + IgnoreAnnotation, "The annotation names a rule that does not exist, so it silences nothing.", Warning},
	}
}

func serviceRules() []Rule {
	return []Rule{
		{CodeServiceSelectsNothing, "Service selects no pods", "No workload in the Service's namespace has pods with all labels of its selector, so a connection to it fails.", Error},
		{CodeServiceNoSelector, "Service without selector and endpoints", "Nothing says which pods or addresses are behind the Service, so a connection to it fails.", Error},
		{CodeLoadBalancerWithoutBackends, "Nothing behind a load balancer or node port", "The Service is open to the outside, and all that it selects has no pods.", Warning},
		{CodePortNotInContainer, "Port that no container has", "The Service leads to a port of its pods that none of their containers declares.", Error},
		{CodeDuplicatePort, "Port of a Service given twice", "Two ports of a Service have the same name, or the same number and protocol: the API server refuses it.", Error},
		{CodePortNameMissing, "Port of a Service without a name", "A Service with several ports must name each of them: the API server refuses it otherwise.", Error},
		{CodeNodePortOutOfRange, "Node port out of range", "The API server hands out node ports from 30000 to 32767, unless it was started with another range.", Error},
		{CodeNodePortTaken, "Node port given twice", "A node port belongs to one Service: the API server refuses the second.", Error},
	}
}

func workloadRules() []Rule {
	return []Rule{
		{CodeProbePortUnknown, "Port of a probe that the container does not have", "A probe asks for a port by a name that its container does not declare, so that it fails.", Error},
		{CodeSelectorNotInTemplate, "Selector that the template does not match", "The pods that a workload makes must have the labels it selects them by: the API server refuses it otherwise.", Error},
		{CodeStatefulSetMissingService, "StatefulSet without its Service", "The pods of a StatefulSet have no names on the network without the Service that serviceName names.", Warning},
	}
}

func doorRules() []Rule {
	return []Rule{
		{CodeIngressMissingService, "Ingress to a missing Service", "Requests that an Ingress sends to a Service that does not exist are answered with an error.", Error},
		{CodeIngressMissingPort, "Ingress to a port that the Service does not have", "An Ingress names a port of the Service, and not of the pods.", Error},
		{CodeMissingIngressClass, "Unknown class of an Ingress", "No IngressClass has the name, so no controller takes the Ingress.", Warning},
		{CodeRouteMissingService, "Route to a missing Service", "Requests that a route sends to a Service that does not exist are answered with an error.", Error},
		{CodeRouteMissingPort, "Route to a port that the Service does not have", "A route names a port of the Service, and not of the pods.", Error},
		{CodeRouteNotAttached, "Route that no listener lets in", "No listener of the Gateway accepts the route, so it has no effect.", Error},
		{CodeMissingGateway, "Route to a missing Gateway", "The route names a Gateway that is not among those of its namespace.", Note},
		{CodeCrossNamespaceWithoutGrant, "Reference into another namespace without a grant", "A route may lead to another namespace only where a ReferenceGrant of that namespace lets it.", Error},
	}
}

func referenceRules() []Rule {
	return []Rule{
		{CodeMissingConfigMap, "Missing ConfigMap", "Containers that need a ConfigMap do not start without it.", Error},
		{CodeMissingSecret, "Missing Secret", "Containers that need a Secret do not start without it.", Error},
		{CodeMissingKey, "Missing key of a ConfigMap or a Secret", "Containers that need a key do not start without it.", Error},
		{CodeMissingServiceAccount, "Missing ServiceAccount", "No pod is made for a ServiceAccount that does not exist.", Warning},
		{CodeMissingPVC, "Missing PersistentVolumeClaim", "A pod waits until the claims that its volumes name exist.", Warning},
		{CodeMissingScaleTarget, "Autoscaler without a target", "A HorizontalPodAutoscaler for something that does not exist scales nothing.", Error},
	}
}

func selectorRules() []Rule {
	return []Rule{
		{CodePDBSelectsNothing, "PodDisruptionBudget selects no pods", "A budget that selects no pods protects none.", Warning},
		{CodePolicySelectsNothing, "NetworkPolicy selects no pods", "A policy that selects no pods protects none.", Warning},
		{CodeMonitorSelectsNothing, "Monitor selects nothing", "A ServiceMonitor that selects no Service, or a PodMonitor that selects no pods, collects no metrics.", Warning},
		{CodeMonitorPortUnknown, "Monitor of a port that is not there", "A monitor names a port that nothing it selects has, so it collects no metrics.", Warning},
	}
}

func callRules() []Rule {
	return []Rule{
		{CodeAddressOfMissingService, "Address of a missing Service", "A workload is told to talk to a Service that does not exist.", Error},
		{CodeAddressPortUnknown, "Address with a port that the Service does not have", "A workload is told to talk to a Service on a port that it does not listen on.", Error},
		{CodePlaceholderAddress, "Address with a placeholder", "A part of an address is in angle brackets, as a name that was to be filled in.", Warning},
	}
}
