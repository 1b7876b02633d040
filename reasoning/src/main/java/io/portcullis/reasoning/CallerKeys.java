package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Which callers have a value of a context key, for the keys that say who calls. Source: IAM user guide, "AWS global condition
 * context keys".
 */
final class CallerKeys {

    private CallerKeys() {}

    /** Services whose name is in the language. */
    static Language serviceIs(Language values) {
        return values.after(Glob.literal(Principals.SERVICE));
    }

    /** Callers whose {@code aws:PrincipalIsAWSService} is in the set. */
    static Texts isServiceIs(Texts values) {
        List<Texts> callers = new ArrayList<>();
        if (values.has("true")) {
            callers.add(Principals.SERVICES);
        }
        if (values.has("false")) {
            callers.add(Principals.ACCOUNTS);
        }
        return Texts.any(callers);
    }

    /** Identities whose {@code aws:PrincipalArn} is this one: what begins otherwise is no ARN, but may be another's name. */
    static Texts arnIs(String value) {
        return value.startsWith(Principals.ARN) ? new Principals.WithArn(value) : Texts.NONE;
    }

    /** Identities whose {@code aws:PrincipalArn} is in the language. */
    static Texts arnIs(Language values) {
        return Texts.any(values.globs().stream()
                .filter(CallerKeys::mayBeArn)
                .map(CallerKeys::arnIs)
                .toList());
    }

    private static boolean mayBeArn(Glob values) {
        return values.parts().isEmpty()
                || switch (values.parts().getFirst()) {
                    case Glob.Text text -> beginAlike(text.text(), false);
                    case Glob.AnyCase text -> beginAlike(text.text(), true);
                    case Glob.Element ignored -> true;
                };
    }

    private static boolean beginAlike(String text, boolean anyCase) {
        return VariableComparison.isMarked(text)
                || text.regionMatches(anyCase, 0, Principals.ARN, 0, Math.min(text.length(), Principals.ARN.length()));
    }

    private static Texts arnIs(Glob values) {
        if (values.equals(Principals.REST)) {
            return new Principals.Signed();
        }
        boolean begins = values.parts().size() == 2
                && values.parts().get(1).equals(Principals.REST.parts().getFirst());
        // Nothing but an ARN begins like one.
        return begins && values.beginning().startsWith(Principals.ARN)
                ? new Texts.Starting(values.beginning())
                : AnyAccounts.of(values)
                        .<Texts>map(Function.identity())
                        .orElseGet(() -> Language.of(values.then("|").then(Principals.REST)));
    }

    /** Callers whose {@code aws:PrincipalAccount} is in the language. */
    static Language accountIs(Language values) {
        // Of texts that end so, those of unsigned requests alone begin with an account: a variable may hold it too.
        return signerIs(values).or(values.then(Glob.literal("|" + Identity.Anonymous.ID)));
    }

    /** Callers whose {@code aws:PrincipalAccount} is this one. */
    static Texts accountIs(String account) {
        return account.equals(Identity.Anonymous.ID) ? new Texts.One(Principals.ANONYMOUS) : signerIs(account);
    }

    /** Callers whose {@code kms:CallerAccount} is in the language: KMS takes signed requests alone. */
    static Language signerIs(Language values) {
        Glob before = Glob.literal("arn:")
                .many(Principals.SEGMENT)
                .then(":")
                .many(Principals.SEGMENT)
                .then("::");
        return values.after(before)
                .then(Glob.literal(":").then(Principals.REST).then("|").then(Principals.REST));
    }

    /** Callers whose {@code kms:CallerAccount} is this one. */
    static Texts signerIs(String account) {
        return new Principals.InAccount("", account);
    }

    /**
     * Identities whose {@code aws:userid} is in the language. The id of a root user is its account, that of a federated
     * user {@code account:name}: fields of their ARNs.
     */
    static Language userIdIs(Language values) {
        Language own = new Language(values.globs().stream()
                        .filter(glob -> !glob.elements().isEmpty())
                        .toList())
                .after(Principals.REST.then("|"));
        Glob before = Glob.literal("arn:").many(Principals.SEGMENT);
        Language roots = values.after(before.then(":iam::")).then(Glob.literal(":root|"));
        List<Glob> federated = new ArrayList<>();
        for (Glob glob : values.globs()) {
            for (Glob.Split split : glob.splits(':')) {
                federated.add(before.then(":sts::")
                        .then(split.before())
                        .then(":federated-user/")
                        .then(split.after())
                        .then("|"));
            }
        }
        return own.or(roots).or(new Language(federated));
    }

    /**
     * Adds of callers that a test names those whom there cannot be: nobody has a name that IAM does not take, such as
     * {@code role/*}. Source: IAM API reference, CreateUser and CreateRole; AWS STS API reference, GetFederationToken.
     */
    static void addNobody(Texts test, Set<Texts> into) {
        switch (test) {
            case Principals.WithArn with -> {
                if (!isPossibleArn(with.arn())) {
                    into.add(with);
                }
            }
            case UserNamed user -> {
                if (!IamNames.isName(user.name())) {
                    into.add(user);
                }
            }
            case Texts.Any any -> any.sets().forEach(each -> addNobody(each, into));
            case Texts.One ignored -> {}
            case Texts.Starting ignored -> {}
            case Texts.Own ignored -> {}
            case Language ignored -> {}
        }
    }

    private static boolean isPossibleArn(String arn) {
        if (OriginAccess.is(arn)) {
            return true;
        }
        String[] fields = arn.split(":", 6);
        String entity = fields[fields.length - 1];
        int name = entity.indexOf('/') + 1;
        return switch (entity.substring(0, name)) {
            case "user/" -> IamNames.isPathAndName(entity.substring(name));
            case "role/" -> IamNames.isPathAndRole(entity.substring(name));
            case "federated-user/" -> IamNames.isName(entity.substring(name));
            default -> true;
        };
    }

    /** IAM users whose name is in the language. */
    static Language userNameIs(Language values) {
        Glob user = Glob.literal("arn:")
                .many(Principals.SEGMENT)
                .then(":iam::")
                .many(Principals.SEGMENT)
                .then(":user/");
        Glob tail = Glob.literal("|").then(Principals.REST);
        return values.after(user)
                .or(values.after(user.many(Principals.FIELD).then("/")))
                .then(tail);
    }

    /** Identities whose {@code aws:PrincipalType} is in the language. */
    static Language typeIs(Language values) {
        Language result = Language.NONE;
        result = values.has("Account") ? result.or(Principals.roots(Principals.ANY_PARTITION)) : result;
        result = values.has("User") ? result.or(Principals.USERS) : result;
        result = values.has("AssumedRole")
                ? result.or(Principals.roleSessions(Principals.ANY_PARTITION)).or(Ec2Sessions.ALL)
                : result;
        result = values.has("FederatedUser") ? result.or(Principals.federatedUsers(Principals.ANY_PARTITION)) : result;
        return values.has(Identity.Anonymous.TYPE) ? result.or(Principals.NOBODY) : result;
    }
}
