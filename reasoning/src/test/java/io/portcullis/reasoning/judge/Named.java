package io.portcullis.reasoning.judge;

import io.portcullis.policy.Condition;
import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalType;
import io.portcullis.policy.Scalar;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Rule;
import java.util.function.Predicate;

/** Those whom a value of a policy names, so that they are no strangers. */
sealed interface Named {

    /** Whether a choice is of those named. */
    Predicate<Choice> test(Reading reading);

    /**
     * Everybody of an account.
     *
     * @param partition empty for any
     * @param account 12 digits
     */
    record OfAccount(String partition, String account) implements Named {
        @Override
        public Predicate<Choice> test(Reading reading) {
            return choice -> choice.identity()
                    .filter(identity -> identity instanceof Identity.Aws aws
                            && aws.account().equals(account)
                            && (partition.isEmpty() || aws.partition().equals(partition)))
                    .isPresent();
        }
    }

    /** Whom a principal names. */
    record ByPrincipal(Rule rule, Principal principal, PrincipalType type) implements Named {
        @Override
        public Predicate<Choice> test(Reading reading) {
            return reading.principal(rule, principal, type);
        }
    }

    /** Who has a value of a key, whether the operator wants that or not. */
    record ByValue(Rule rule, Condition condition, Scalar value) implements Named {
        @Override
        public Predicate<Choice> test(Reading reading) {
            return reading.value(rule, condition, value);
        }
    }
}
