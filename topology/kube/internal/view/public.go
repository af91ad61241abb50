package view

import "github.com/topodraw/topodraw/topology/kube/internal/cluster"

// ID returns the id that an object has in graphs.
func ID(c *cluster.Cluster, o *cluster.Object) string { return (&sketch{c: c}).objectID(o) }
