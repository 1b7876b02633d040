package io.portcullis.reasoning;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Optional;

/**
 * The IAM identities of all accounts of a partition whose entity fits: what {@code arn:aws:iam::*:role/x} means.
 *
 * @param before the ARN up to the account
 * @param entity what follows the account and its colon, such as {@code role/x}
 * @param fit how entities fit
 */
record AnyAccounts(String before, String entity, Fit fit) implements Texts.Own {

    /** How an entity fits. */
    enum Fit {
        /** It is this one: the wildcard of ArnLike ends at a colon. */
        SAME,
        /** It is this one or ends with it behind a colon: the wildcard of StringLike crosses colons, and names may have some. */
        ENDING,
        /** It begins with this one. */
        BEGINNING
    }

    /** The set, where a glob of ARNs is of such a form. */
    static Optional<AnyAccounts> of(Glob arns) {
        List<Glob.Part> parts = arns.parts();
        if (parts.size() < 3
                || !(parts.get(0) instanceof Glob.Text first)
                || !(parts.get(1) instanceof Glob.Element account)
                || !(parts.get(2) instanceof Glob.Text last)
                || !account.repeated()
                || !Principals.isBeforeAccount(first.text())
                || !last.text().startsWith(":")) {
            return Optional.empty();
        }
        boolean inSegment = account.set().equals(Principals.SEGMENT);
        boolean open =
                parts.size() == 4 && parts.get(3).equals(Principals.REST.parts().getFirst());
        if (parts.size() == 3 || (open && inSegment)) {
            Fit fit = open ? Fit.BEGINNING : inSegment ? Fit.SAME : Fit.ENDING;
            return Optional.of(new AnyAccounts(first.text(), last.text().substring(1), fit));
        }
        return Optional.empty();
    }

    @Override
    public boolean has(String identity) {
        int colon = identity.indexOf(':', before.length());
        if (!identity.startsWith(before) || colon < 0) {
            return false;
        }
        int bar = identity.indexOf('|');
        int from = switch (fit) {
            case SAME, BEGINNING -> colon + 1;
            case ENDING -> bar - entity.length();
        };
        return identity.startsWith(entity, from)
                && (fit == Fit.BEGINNING || from + entity.length() == bar)
                && from > colon
                && identity.charAt(from - 1) == ':';
    }

    @Override
    public Language language() {
        CharSet account = fit == Fit.ENDING ? Principals.FIELD : Principals.SEGMENT;
        Glob arn = Glob.literal(before).many(account).then(":" + entity);
        return Language.of((fit == Fit.BEGINNING ? arn.then(Principals.REST) : arn)
                .then("|")
                .then(Principals.REST));
    }
}
