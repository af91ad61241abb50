package manifest_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"

	"github.com/topodraw/topodraw/topology/kube/internal/manifest"
)

func TestSecret(t *testing.T) {
	t.Parallel()
	o, s := object[corev1.Secret](t, `apiVersion: v1
kind: Secret
metadata: {name: s}
data:
  a: aGk=
  b: "eW8="
stringData:
  b: plain
  c: text
`)
	require.Equal(t, map[string][]byte{"a": []byte("hi"), "b": []byte("plain"), "c": []byte("text")}, s.Data)
	require.Equal(t, 6, o.At("data", "b").Line)
	require.Equal(t, 8, o.At("stringData", "b").Line)
}

// TestSecretsStaySecret has mistakes in Secrets, and hunter2 as what nobody may
// see.
func TestSecretsStaySecret(t *testing.T) {
	t.Parallel()
	const head = "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n"
	for name, tt := range map[string]struct {
		text  string
		count int
	}{
		"base64":     {head + "data: {p: hunter2}\n", 1},
		"type":       {head + "data: [hunter2]\nstringData: hunter2\n", 2},
		"list":       {head + "stringData: {p: [hunter2]}\n", 1},
		"unknown":    {head + "data:\npassword: hunter2\n", 1},
		"number":     {head + "stringData: {p: 0x48756e746572, q: 1234567}\nimmutable: hunter2\n", 3},
		"key twice":  {head + "stringData: {p: hunter2, p: hunter2}\n", 1},
		"syntax":     {head + "stringData:\n  p: \"hunter2\n", 1},
		"colon":      {head + "stringData:\n  p: hunter2: hunter2\n", 1},
		"anchor":     {head + "stringData:\n  p: *hunter2\n", 1},
		"kind last":  {"stringData: {p: 'hunter2\nkind: Secret\n", 1},
		"JSON":       {`{"kind": "Secret", "apiVersion": "v1", "data": {"p": "hunter2" x}}`, 1},
		"list item":  {"apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  apiVersion: v1\n  data: {p: hunter2}\n", 1},
		"typed list": {"apiVersion: v1\nkind: SecretList\nitems:\n- data: {p: hunter2}\n", 1},
		"cut in two": {head + "stringData:\n  p: \"\n---\nhunter2: hunter2: hunter2\n", 2},
		"bytes":      {head + "stringData: {p: hunter2\xFF}\n", 1},
		"through an alias": {"apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n  apiVersion: v1\n  stringData: {p: &p hunter2}\n" +
			"- kind: Service\n  apiVersion: v1\n  spec: {externalTrafficPolicy: {}, healthCheckNodePort: *p}\n", 2},
		"twice": {head + "stringData: {p: hunter2}\n---\n" + head + "stringData: {p: hunter2x}\n", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			set := read(tt.text)
			require.Len(t, set.Problems, tt.count)
			for _, p := range set.Problems {
				require.NotContains(t, fmt.Sprint(p.Error()), "hunter2")
				require.NotContains(t, p.Error(), "1234567")
				require.NotContains(t, p.Error(), "48756e")
				require.Empty(t, p.Source)
			}
		})
	}
}

// TestNotSecret keeps the lines of what is beside a Secret.
func TestNotSecret(t *testing.T) {
	t.Parallel()
	set := read("apiVersion: v1\nkind: List\nitems:\n- {kind: Secret, apiVersion: v1}\n- kind: Service\n  apiVersion: v1\n  spec: {typo: a}\n")
	require.Len(t, set.Problems, 1)
	require.Equal(t, "  spec: {typo: a}", set.Problems[0].Source)
	require.Equal(t, manifest.CodeUnknownField, set.Problems[0].Code)
}
