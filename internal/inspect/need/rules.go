package need

import "gangwei/internal/inspect"

// Rules of the family.
var Rules = []*inspect.Rule{passedOver, vacancyWhileWaiting, complaintUnanswered}
