package io.portcullis.local.delivery;

/** Who asks for a topic, queue or bus, as far as a resource policy can tell. */
public sealed interface Requester {

    /** The value of {@code aws:SourceAccount} or the account itself: 12 digits. */
    String account();

    /** Who it is, for people. */
    String described();

    /**
     * An AWS service that acts for a resource of a customer.
     *
     * @param principal the service principal, such as {@code events.amazonaws.com}
     * @param sourceArn the resource it acts for, the value of {@code aws:SourceArn}
     * @param account the owner of that resource, the value of {@code aws:SourceAccount}
     */
    record Service(String principal, String sourceArn, String account) implements Requester {
        @Override
        public String described() {
            return principal + " for " + sourceArn;
        }
    }

    /**
     * An account's own root identity.
     *
     * @param account 12 digits
     */
    record Account(String account) implements Requester {
        @Override
        public String described() {
            return "the account " + account;
        }
    }
}
