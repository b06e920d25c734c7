// Package need holds the rules for 漠视群众实际需求: real need ignored.
package need

import "gangwei/internal/inspect"

// Rules of the family.
var Rules = []*inspect.Rule{passedOver, vacancyWhileWaiting, complaintUnanswered}
