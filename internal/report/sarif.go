package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/topodraw/topodraw/graph"
)

// The format is SARIF 2.1.0 with Errata 01; sections in comments are those of
// https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html.
const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

// fingerprint is the name of what identifies a result in partialFingerprints.
// GitHub adds one of its own beside it, from the text around the line.
const fingerprint = "topodrawFinding/v1"

func writeSARIF(b *bytes.Buffer, r Report, _ TextOptions) error {
	return encode(b, sarifLog{
		Version: sarifVersion,
		Schema:  sarifSchema,
		Runs: []sarifRun{{
			Tool:       sarifTool{sarifDriver{r.Tool, r.Version, r.URL, sarifRules(r.Rules)}},
			ColumnKind: "unicodeCodePoints", // as graph.Pos counts
			Results:    sarifResults(r),
		}},
	})
}

func sarifRules(rules []Rule) []sarifRule {
	out := make([]sarifRule, len(rules))
	for i, r := range rules {
		help := message(cmp.Or(r.Help, r.Title, r.Code))
		out[i] = sarifRule{
			ID:      r.Code,
			Short:   message(cmp.Or(r.Title, r.Code)),
			Full:    help,
			Default: sarifConfiguration{r.Severity},
			HelpURI: r.URL,
			Help:    help,
		}
	}
	return out
}

func sarifResults(r Report) []sarifResult {
	out := make([]sarifResult, len(r.Findings))
	seen := make(map[string]int)
	for i, f := range r.Findings {
		id := f.identity()
		seen[id]++
		out[i] = sarifResult{
			RuleID:       f.Code,
			RuleIndex:    ruleIndex(r.Rules, f.Code),
			Level:        f.Severity,
			Message:      message(f.whole()),
			Locations:    f.locations(),
			Related:      f.relatedLocations(),
			Fingerprints: map[string]string{fingerprint: fmt.Sprintf("%s:%d", id, seen[id])},
		}
	}
	return out
}

// ruleIndex returns the place of a rule in the sorted rules, or nil if it is not
// among them.
func ruleIndex(rules []Rule, code string) *int {
	i, found := slices.BinarySearchFunc(rules, code, func(r Rule, code string) int { return cmp.Compare(r.Code, code) })
	if !found {
		return nil
	}
	return &i
}

// identity returns what stays the same of a finding when lines above it come and
// go. Several findings may share it, which a number then tells apart.
func (f Finding) identity() string {
	h := sha256.New()
	for _, s := range []string{f.Code, slashed(f.Pos.File), f.Object, f.Message} {
		_, _ = fmt.Fprintf(h, "%d:", len(s)) // a hash takes everything
		_, _ = io.WriteString(h, s)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

func (f Finding) locations() []sarifLocation {
	l := sarifLocation{Physical: physical(f.Pos)}
	if f.Object != "" {
		l.Logical = []sarifLogical{{Name: f.Object, Kind: "resource"}}
	}
	if l.Physical == nil && l.Logical == nil {
		return nil
	}
	return []sarifLocation{l}
}

// relatedLocations returns the related places. Their ids make them differ, as
// section 3.27.22 asks of them.
func (f Finding) relatedLocations() []sarifLocation {
	var out []sarifLocation
	for i, r := range f.Related {
		m := message(r.Message)
		out = append(out, sarifLocation{ID: i + 1, Physical: physical(r.Pos), Message: &m})
	}
	return out
}

// physical returns a place in a file, or nil if the file is not known.
func physical(p graph.Pos) *sarifPhysical {
	if p.File == "" {
		return nil
	}
	l := &sarifPhysical{Artifact: sarifArtifact{fileURI(p.File)}}
	if p.Line > 0 {
		l.Region = &sarifRegion{p.Line, p.Col}
	}
	return l
}

// message returns a text as a plain text message. Braces are doubled, since
// single ones stand for arguments (section 3.11.5), and nothing becomes a link
// (section 3.11.6).
func message(text string) sarifMessage {
	return sarifMessage{strings.NewReplacer("{", "{{", "}", "}}", "](", "] (").Replace(text)}
}

// The objects of the format, with the fields that are written. Section 3.13.2
// wants the version first.
type (
	sarifLog struct {
		Version string     `json:"version"`
		Schema  string     `json:"$schema"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		URI     string      `json:"informationUri,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string             `json:"id"`
		Short   sarifMessage       `json:"shortDescription"`
		Full    sarifMessage       `json:"fullDescription"`
		Default sarifConfiguration `json:"defaultConfiguration"`
		HelpURI string             `json:"helpUri,omitempty"`
		Help    sarifMessage       `json:"help"`
	}
	sarifConfiguration struct {
		Level Severity `json:"level"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId,omitempty"`
		RuleIndex    *int              `json:"ruleIndex,omitempty"`
		Level        Severity          `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations,omitempty"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifMessage struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		ID       int            `json:"id,omitempty"`
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
		Message  *sarifMessage  `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		Line   int `json:"startLine"`
		Column int `json:"startColumn,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
		Kind string `json:"kind"`
	}
)
