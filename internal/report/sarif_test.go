package report_test

import (
	"encoding/json"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/internal/report"
)

// The fingerprints are what
//
//	printf '4:K101 16:k8s/service.yaml 26:Service default/my-service 19:unknown field "app"' | sha256sum
//
// says, without the blanks between the four parts, cut to 32 digits.
const (
	fingerprint1 = "8acab8c93921aa16de95d8b672cd1f49"
	fingerprint2 = "5fcef0727a22fc84fc8aef3c69c9ad74"
	fingerprint3 = "b02a904bd7796af40321561b0778a985"
)

func TestSARIF(t *testing.T) {
	t.Parallel()
	require.Equal(t, `{
  "version": "2.1.0",
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "topodraw",
          "version": "1.2.3",
          "informationUri": "https://example.org/topodraw",
          "rules": [
            {
              "id": "K101",
              "shortDescription": {
                "text": "A field is unknown"
              },
              "fullDescription": {
                "text": "A field is unknown"
              },
              "defaultConfiguration": {
                "level": "error"
              },
              "help": {
                "text": "A field is unknown"
              }
            },
            {
              "id": "K150",
              "shortDescription": {
                "text": "A {{selector}} selects nothing"
              },
              "fullDescription": {
                "text": "A {{selector}} selects nothing"
              },
              "defaultConfiguration": {
                "level": "note"
              },
              "help": {
                "text": "A {{selector}} selects nothing"
              }
            },
            {
              "id": "K203",
              "shortDescription": {
                "text": "A node port is taken twice"
              },
              "fullDescription": {
                "text": "Each node port can be given to one Service. Choose another."
              },
              "defaultConfiguration": {
                "level": "warning"
              },
              "helpUri": "https://example.org/lint#K203",
              "help": {
                "text": "Each node port can be given to one Service. Choose another."
              }
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "K900",
          "level": "note",
          "message": {
            "text": "nothing to check"
          },
          "partialFingerprints": {
            "topodrawFinding/v1": "`+fingerprint3+`:1"
          }
        },
        {
          "ruleId": "K203",
          "ruleIndex": 2,
          "level": "warning",
          "message": {
            "text": "nodePort 30007 is taken twice"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "k8s/a%20b.yaml"
                },
                "region": {
                  "startLine": 9,
                  "startColumn": 17
                }
              }
            }
          ],
          "relatedLocations": [
            {
              "id": 1,
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "k8s/b.yaml"
                },
                "region": {
                  "startLine": 4
                }
              },
              "message": {
                "text": "it is taken here: {{x}}"
              }
            },
            {
              "id": 2,
              "message": {
                "text": "see the documentation"
              }
            }
          ],
          "partialFingerprints": {
            "topodrawFinding/v1": "`+fingerprint2+`:1"
          }
        },
        {
          "ruleId": "K101",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "unknown field \"app\" (it belongs under selector, 100%)"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "k8s/service.yaml"
                },
                "region": {
                  "startLine": 7,
                  "startColumn": 3
                }
              },
              "logicalLocations": [
                {
                  "fullyQualifiedName": "Service default/my-service",
                  "kind": "resource"
                }
              ]
            }
          ],
          "partialFingerprints": {
            "topodrawFinding/v1": "`+fingerprint1+`:1"
          }
        }
      ]
    }
  ]
}
`, written(t, "sarif", sample()))
}

// sarif is what the tests read of a log.
type sarif struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Name  string
				Rules []struct{ ID string }
			}
		}
		Results []struct {
			RuleIndex *int
			Message   struct{ Text string }
			Locations []struct {
				PhysicalLocation struct {
					ArtifactLocation struct{ URI string }
				}
			}
			PartialFingerprints map[string]string
		}
	}
}

func readSARIF(t *testing.T, r report.Report) sarif {
	t.Helper()
	var s sarif
	require.NoError(t, json.Unmarshal([]byte(written(t, "sarif", r)), &s))
	require.Len(t, s.Runs, 1)
	require.Len(t, s.Runs[0].Results, len(r.Findings))
	return s
}

func TestSARIFOfNothing(t *testing.T) {
	t.Parallel()
	text := written(t, "sarif", report.Report{})
	require.Contains(t, text, `"name": "topodraw"`)
	require.Contains(t, text, `"rules": []`)
	require.Contains(t, text, `"results": []`, "an empty list says that a check took place")
	require.NotContains(t, text, "null")
}

func TestSARIFRulesOnce(t *testing.T) {
	t.Parallel()
	s := readSARIF(t, report.Report{
		Rules:    []report.Rule{{Code: "B"}, {Code: "A", Title: "first"}, {Code: "A", Title: "second"}},
		Findings: []report.Finding{{Code: "A"}, {Code: "B"}, {Code: "C"}},
	})
	require.Len(t, s.Runs[0].Tool.Driver.Rules, 2)
	require.Equal(t, "A", s.Runs[0].Tool.Driver.Rules[0].ID)
	require.Equal(t, 0, *s.Runs[0].Results[0].RuleIndex)
	require.Equal(t, 1, *s.Runs[0].Results[1].RuleIndex)
	require.Nil(t, s.Runs[0].Results[2].RuleIndex)
}

func TestSARIFURIs(t *testing.T) {
	t.Parallel()
	uris := map[string]string{
		"a.yaml":          "a.yaml",
		"./k8s//a.yaml":   "k8s/a.yaml",
		"../k8s/./a.yaml": "../k8s/a.yaml",
		"a b/ä#?%.yaml":   "a%20b/%C3%A4%23%3F%25.yaml",
		"http://x/a.yaml": "http%3A/x/a.yaml",
		"<stdin>":         "%3Cstdin%3E",
		"a\n\x1b\xff":     "a%0A%1B%FF",
		"[a]^\"{}|`":      "%5Ba%5D%5E%22%7B%7D%7C%60",
	}
	if runtime.GOOS != "windows" {
		uris["/srv/k8s/a b.yaml"] = "file:///srv/k8s/a%20b.yaml"
		uris["//srv/../a.yaml"] = "file:///a.yaml"
		uris[`a\b.yaml`] = "a%5Cb.yaml"
	}
	for file, want := range uris {
		s := readSARIF(t, report.Report{Findings: []report.Finding{{Message: "m", Pos: graph.Pos{File: file}}}})
		require.Equal(t, want, s.Runs[0].Results[0].Locations[0].PhysicalLocation.ArtifactLocation.URI, "%q", file)
	}
}

// Nothing in a message is a placeholder or a link, as sections 3.11.5 and 3.11.6
// of the specification would have it.
func TestSARIFMessages(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"{0} {{ .Values.host }}":    "{{0}} {{{{ .Values.host }}}}",
		"[a](https://example.org)":  "[a] (https://example.org)",
		`[a\](https://example.org)`: `[a\] (https://example.org)`,
		"a[0] (b)":                  "a[0] (b)",
	} {
		s := readSARIF(t, report.Report{Findings: []report.Finding{{Message: text}}})
		require.Equal(t, want, s.Runs[0].Results[0].Message.Text)
	}
}

// The fingerprint of a finding depends on what it says and not on its line, and
// none is there twice.
func TestSARIFFingerprints(t *testing.T) {
	t.Parallel()
	of := func(findings ...report.Finding) []string {
		var prints []string
		for _, res := range readSARIF(t, report.Report{Findings: findings}).Runs[0].Results {
			require.Len(t, res.PartialFingerprints, 1)
			prints = append(prints, res.PartialFingerprints["topodrawFinding/v1"])
		}
		return prints
	}
	f := report.Finding{Code: "K1", Message: "m", Object: "o", Pos: graph.Pos{File: "f", Line: 3, Col: 1}}
	first := of(f)[0]
	moved := f
	moved.Pos.Line, moved.Pos.Col, moved.Pos.File, moved.Hint, moved.Source = 90, 7, "./f", "h", "s"
	require.Equal(t, first, of(moved)[0])
	for _, change := range []func(*report.Finding){
		func(f *report.Finding) { f.Code = "K2" },
		func(f *report.Finding) { f.Message = "n" },
		func(f *report.Finding) { f.Object = "p" },
		func(f *report.Finding) { f.Pos.File = "g" },
		func(f *report.Finding) { f.Object, f.Message = "om", "" },
	} {
		other := f
		change(&other)
		require.NotEqual(t, first, of(other)[0])
	}
	twice := f
	twice.Pos.Line = 4
	pair := of(f, twice)
	require.Equal(t, first, pair[0])
	require.NotEqual(t, first, pair[1])
}
