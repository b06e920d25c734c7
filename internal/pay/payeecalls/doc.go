// Package payeecalls asks payees by telephone whether the money came (发放回访): somebody outside the chain of hiring and
// pay calls a sample of a county's month, at a time that suits the villager, and asks: did it come, how much, did
// anybody ask for part of it back. The caller is not told the amount, so as not to lead. What was answered goes to the
// inspectors only.
//
// The sample is drawn by a root of the trail that was written after the month's last settlement: nobody who sent money
// knew whom it would choose, and everybody can count again.
package payeecalls
