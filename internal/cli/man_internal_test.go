package cli // what commands do not say cannot be seen from outside

import (
	"testing"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"
)

// Nothing that a command says of itself is a request.
func TestManEscapes(t *testing.T) {
	t.Parallel()
	cmd := &cobra.Command{
		Use:     "odd",
		Short:   `Do "odd" things`,
		Long:    "First.\n.so /etc/passwd\n'br a\\nb\n\n  indented `a' ^~\n  .nf → x\n\n.End",
		Example: "  odd -x 'y'\n    deeper",
		Run:     func(*cobra.Command, []string) {},
	}
	cmd.Flags().StringP("out", "o", `a"b`, "write to a `FILE`")
	cmd.Flags().Bool("secret", false, "")
	require.NoError(t, cmd.Flags().MarkHidden("secret"))
	require.Equal(t, `.TH "ODD" "1" "" "topodraw" ""
.SH "NAME"
odd \- do "odd" things
.SH "SYNOPSIS"
.PP
.RS "4"
.nf
odd [flags]
.fi
.RE
.SH "DESCRIPTION"
.PP
First.
\&.so /etc/passwd
\&\(aqbr a\enb
.PP
.RS "4"
.nf
indented \(gaa\(aq \(ha\(ti
\&.nf \[u2192] x
.fi
.RE
.PP
\&.End
.SH "OPTIONS"
.TP
.B "\-h, \-\-help"
help for odd
.TP
.B "\-o, \-\-out FILE"
write to a FILE (default a"b)
.SH "EXAMPLES"
.PP
.RS "4"
.nf
odd \-x \(aqy\(aq
  deeper
.fi
.RE
.SH "EXIT STATUS"
.TP
.B "0"
all is well
.TP
.B "1"
a check has found something
.TP
.B "2"
the command line or the input is wrong
.TP
.B "3"
the machine failed: a file, a missing program, an interrupt
.SH "SEE ALSO"

`, string(manPage(cmd)))
}
