package seal

// Kind of a blind index: the same plain value has the same index under one kind, and another under every other. Columns
// of one kind join with one another without a key, whoever reads the database; so a kind is given to a column only
// where a use case must find the same value again.
type Kind string

// Kinds of indexes.
const (
	IDNumber  Kind = "idno"           // an identity number: who it is
	Phone     Kind = "phone"          // a telephone number
	IDTail    Kind = "idno_tail"      // the last four characters of an identity number: by which a clerk looks somebody up
	PhoneTail Kind = "phone_tail"     // the last four digits of a telephone number
	Account   Kind = "account"        // an account of a benefit card
	History   Kind = "history"        // a line of a list of earlier years, to know it again when the file comes twice
	Origin    Kind = "account_origin" // binds what is said of an account to its person
	Keys      Kind = "backup"         // names a ring itself
)

// IndexColumn is a column of the schema that holds blind indexes.
type IndexColumn struct {
	Table, Column string
	Kind          Kind
	Hex           bool   // as text
	Why           string // what finds the same value in another table by it; a column that nothing has to find is not made
}

// IndexColumns lists every blind index of the schema, kind by kind: two columns join if and only if they stand here
// under one kind, and Why is the reason. Who complains is under none: a telephone number that was given with a
// complaint is found nowhere without the keys.
var IndexColumns = []IndexColumn{
	{"person", "id_index", IDNumber, false,
		"one human is registered once; imports, meetings and kin find the person by the number"},
	{"person_correction", "new_index", IDNumber, false,
		"the right number is put in place when the county agrees, and is nobody else's"},
	{"history_row", "id_index", IDNumber, false, "lines of earlier years belong to the person who is registered now"},
	{"register_entry", "id_index", IDNumber, false, "other departments' registers are held against holders"},
	{"outside_entry", "id_index", IDNumber, false, "other systems' lists are compared with holders"},
	{"outside_explanation", "id_index", IDNumber, false,
		"a difference that was explained is not asked about again when the next list comes"},
	{"user_account", "person_key", IDNumber, true,
		"who acts is not the one it is about, nor kin of theirs, and no human has two excluded roles"},

	{"person", "phone_index", Phone, false,
		"a person is found by the telephone number; the inspection looks for one number of many people"},

	{"person", "id_tail_index", IDTail, false, "none: a person is looked up by the tail that lists show"},
	{"person", "phone_tail_index", PhoneTail, false, "none: a person is looked up by the tail of the telephone number"},

	{"person", "account_index", Account, false, "pay goes to one's own account: no two people have one"},
	{"benefit_card", "account_index", Account, false, "earlier cards of a person"},
	{"card_line", "old_index", Account, false,
		"a list of new cards is put in force for who still has the account that it was compared with"},
	{"card_line", "new_index", Account, false, "a list of new cards is held against the accounts of all people"},
	{"pay_item", "account_index", Account, false, "the account of the approved list is held against the one of today"},
	{"pay_batch_line", "account_index", Account, false,
		"what the bank sent back is sent again once the account is another"},
	{"outside_entry", "account_index", Account, false, "other systems' accounts are compared with ours"},

	{"account_origin", "account_index", Account, false, "the account of today is held against how it came"},

	{"account_origin", "mac", Origin, false, "none: of one row"},

	{"history_row", "raw_digest", History, false, "none: known again within the table only"},

	// the human behind a step, whatever the account: two steps that exclude each other are not of one person_key
	{"application_step", "person_key", IDNumber, true, stepHand},
	{"application_hand", "person_key", IDNumber, true, stepHand},
	{"assessment", "village_key", IDNumber, true, stepHand},
	{"assessment", "township_key", IDNumber, true, stepHand},
	{"card_list", "entered_key", IDNumber, true, stepHand},
	{"card_list", "approved_key", IDNumber, true, stepHand},
	{"card_notice", "changed_key", IDNumber, true, stepHand},
	{"duty_check", "checker_key", IDNumber, true, stepHand},
	{"duty_sheet", "submitted_key", IDNumber, true, stepHand},
	{"duty_enterer", "person_key", IDNumber, true, stepHand},
	{"duty_word", "person_key", IDNumber, true, stepHand},
	{"duty_word", "answer_key", IDNumber, true, stepHand},
	{"duty_sheet", "reviewed_key", IDNumber, true, stepHand},
	{"fund_year", "person_key", IDNumber, true, stepHand},
	{"pay_audit", "person_key", IDNumber, true, stepHand},
	{"pay_batch", "prepared_key", IDNumber, true, stepHand},
	{"pay_batch", "seconded_key", IDNumber, true, stepHand},
	{"pay_batch", "released_key", IDNumber, true, stepHand},
	{"pay_reversal", "person_key", IDNumber, true, stepHand},
	{"pay_run", "drafted_key", IDNumber, true, stepHand},
	{"pay_run", "approved_key", IDNumber, true, stepHand},
	{"pay_slip", "entered_key", IDNumber, true, stepHand},
	{"person_correction", "proposed_key", IDNumber, true, stepHand},
	{"person_correction", "decided_key", IDNumber, true, stepHand},
	{"progress_decision", "person_key", IDNumber, true, stepHand},
	{"progress_submission", "person_key", IDNumber, true, stepHand},
	{"project_choice", "person_key", IDNumber, true, stepHand},
	{"project_list", "person_key", IDNumber, true, stepHand},
	{"rectify_event", "person_key", IDNumber, true, stepHand},
	{"register_hit", "told_key", IDNumber, true, stepHand},
	{"register_hit", "decided_key", IDNumber, true, stepHand},
	{"reset_request", "asked_key", IDNumber, true, stepHand},
	{"reset_request", "decided_key", IDNumber, true, stepHand},
	{"holiday_notice", "proposed_key", IDNumber, true, stepHand},
	{"holiday_notice", "decided_key", IDNumber, true, stepHand},
	{"pay_answer", "person_key", IDNumber, true, stepHand},
	{"no_pay_event", "person_key", IDNumber, true, stepHand},
	{"pay_hold_event", "person_key", IDNumber, true, stepHand},
	{"lapse_told", "person_key", IDNumber, true, stepHand},
	{"village_notice", "person_key", IDNumber, true, stepHand},
	{"duty_correction", "entered_key", IDNumber, true, stepHand},
	{"duty_correction", "decided_key", IDNumber, true, stepHand},
	{"rule_parameter", "proposed_key", IDNumber, true, stepHand},
	{"rule_parameter", "decided_key", IDNumber, true, stepHand},
}

const stepHand = "the human behind a step, by whatever account: excluded steps are not of one, and who takes them is " +
	"not concerned"

// kinds that are known; an index of another is a fault of the program.
var kinds = map[Kind]bool{IDNumber: true, Phone: true, IDTail: true, PhoneTail: true, Account: true, History: true,
	Origin: true, Keys: true}
