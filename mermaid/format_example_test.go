package mermaid_test

import (
	"fmt"

	"github.com/topodraw/topodraw/mermaid"
)

func ExampleFormat() {
	out, err := mermaid.Format([]byte(`
flowchart LR
%% what happens to a request
User--asks-->Shop; Shop-->Cart & Orders
style Shop fill:#f9f, stroke:#333
`), "shop.mmd")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(out))
	// Output:
	// flowchart LR;
	//   %% what happens to a request
	//   User -->|asks| Shop;
	//   Shop --> Cart & Orders;
	//   style Shop fill:#f9f,stroke:#333;
}
