package io.portcullis.reasoning;

import io.portcullis.policy.Principal;
import io.portcullis.policy.PrincipalType;
import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.concrete.Unplaced;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Identities as texts, so that all that a policy says of the caller is a test of one text: {@code ARN|userid} for users and
 * sessions of roles, {@code ARN|} for root users and federated users, whose ids follow from their ARNs,
 * {@code federated|provider}, {@code session|provider}, {@code canonical|id}, {@code service|name},
 * {@code anonymous|anonymous}. Account, ARN, user id, type and user name are fields of it, so none of them can contradict
 * another.
 */
final class Principals {

    /** What a federated identity begins with that has no session. */
    static final String FEDERATED = "federated|";

    /** What a session of an identity provider begins with. */
    static final String SESSION = "session|";

    /** What the identity of an account known by its canonical user id begins with. */
    static final String CANONICAL = "canonical|";

    /** Nobody in particular: an unsigned request. */
    static final String ANONYMOUS = Identity.Anonymous.ID + "|" + Identity.Anonymous.ID;

    /** Those who have an account, an id and a type: whoever signs, and nobody, who has them in name. */
    static final Texts SIGNED_OR_NOT = new Texts.Any(List.of(new Signed(), new Texts.One(ANONYMOUS)));

    static final Language NOBODY = Language.of(Glob.literal(ANONYMOUS));

    /** What the identity of an AWS service that calls for itself begins with. */
    static final String SERVICE = "service|";

    /** AWS services that call for themselves. */
    static final Texts SERVICES = new Texts.Starting(SERVICE);

    /** Accounts by their canonical user ids. */
    static final Texts OF_CANONICAL_IDS = new Texts.Starting(CANONICAL);

    /** Accounts by their canonical user ids, and providers' sessions: whose these are is not known (see {@link Unplaced}). */
    static final Texts UNPLACED = new Texts.Any(List.of(OF_CANONICAL_IDS, new Texts.Starting(SESSION)));

    /** Whoever is known to be of some account, and so to be no service. */
    static final Texts ACCOUNTS = new Texts.Any(List.of(new Signed(), UNPLACED));

    /** Those whom identity providers vouch for before they have a session. */
    static final Texts VOUCHED_FOR = new Texts.Starting(FEDERATED);

    /**
     * All that {@code *} means to a resource of a partition: accounts by whichever of their ids, and services too. Source:
     * IAM user guide, aws:PrincipalIsAWSService, by which Denies of everyone spare services.
     */
    record Everyone(String partition, boolean anonymous) implements Texts.Own {
        @Override
        public boolean has(String identity) {
            return isIn(partition, identity)
                    || identity.startsWith(CANONICAL)
                    || identity.startsWith(SESSION)
                    || identity.startsWith(SERVICE)
                    || (anonymous && identity.equals(ANONYMOUS));
        }

        @Override
        public Language language() {
            Language signed = ofPartition(partition)
                    .or(Language.of(
                            Glob.literal(CANONICAL).then(REST),
                            Glob.literal(SESSION).then(REST),
                            Glob.literal(SERVICE).then(REST)));
            return anonymous ? signed.or(NOBODY) : signed;
        }
    }

    /** Identities of an account; of that account id in any partition, where the partition is empty. */
    record InAccount(String partition, String account) implements Texts.Own {
        @Override
        public boolean has(String identity) {
            if (!identity.startsWith(ARN) || !(partition.isEmpty() || isIn(partition, identity))) {
                return false;
            }
            // Three letters of the service, and no Region.
            int at = identity.indexOf(':', ARN.length()) + "iam::".length() + 1;
            return identity.startsWith(account, at) && identity.startsWith(":", at + account.length());
        }

        @Override
        public List<String> beginnings() {
            return partition.isEmpty()
                    ? List.of()
                    : List.of(ARN + partition + ":iam::" + account + ":", ARN + partition + ":sts::" + account + ":");
        }

        @Override
        public Language language() {
            Glob before = partition.isEmpty()
                    ? Glob.literal(ARN).many(SEGMENT).then(":")
                    : Glob.literal(ARN + partition + ":");
            return Language.of(before.many(SEGMENT)
                    .then("::" + account + ":")
                    .then(REST)
                    .then("|")
                    .then(REST));
        }
    }

    /** The identities whose {@code aws:PrincipalArn} this is: one, or a role's sessions. */
    record WithArn(String arn) implements Texts.Own {
        @Override
        public boolean has(String identity) {
            return identity.length() > arn.length() && identity.charAt(arn.length()) == '|' && identity.startsWith(arn);
        }

        @Override
        public List<String> beginnings() {
            return List.of(arn + "|");
        }

        @Override
        public Language language() {
            return Language.of(Glob.literal(arn + "|").then(REST));
        }
    }

    /** Every AWS identity: whoever signs. */
    record Signed() implements Texts.Own {
        @Override
        public boolean has(String identity) {
            return identity.startsWith(ARN);
        }

        @Override
        public Language language() {
            return WHOEVER_SIGNS;
        }
    }

    /** Root users. */
    record Roots() implements Texts.Own {
        private static final String END = ":root|";

        @Override
        public boolean has(String identity) {
            return identity.startsWith(ARN) && identity.endsWith(END);
        }

        @Override
        public Language language() {
            return roots(ANY_PARTITION);
        }
    }

    static final String ARN = "arn:";
    private static final Pattern BEFORE_ACCOUNT = Pattern.compile("arn:[a-z-]+:iam::");

    private static boolean isIn(String partition, String identity) {
        return identity.startsWith(ARN)
                && identity.startsWith(partition, ARN.length())
                && identity.startsWith(":", ARN.length() + partition.length());
    }

    /** Stands between the ARN and the user id, and in neither. */
    static final CharSet FIELD = CharSet.of('|').complement();

    static final CharSet NAME = CharSet.ALPHANUMERIC.or(CharSet.anyOf("+=,.@_-"));
    // Source: IAM API reference, the pattern of Path: printable ASCII. A bar would end the ARN here.
    static final CharSet PATH =
            CharSet.range('!', '~').complement().or(CharSet.of('|')).complement();
    /** No user's name is empty: aws:username would be. Of roles that makes no difference, and more work. */
    private static final Glob PATH_AND_NAME = Glob.EMPTY.many(PATH).times(NAME, 1);

    private static final CharSet UPPER = CharSet.DIGIT.or(CharSet.range('A', 'Z'));
    static final CharSet SEGMENT = CharSet.anyOf(":|").complement();
    static final Glob REST = Glob.EMPTY.many(FIELD);

    private final String partition;

    /** For a resource of this partition, in which bare account ids live. */
    Principals(String partition) {
        this.partition = partition;
    }

    static final Glob ANY_PARTITION =
            Glob.literal("aws").many(CharSet.range('a', 'z').or(CharSet.of('-')));

    /** IAM users, wherever. */
    static final Language USERS = users(ANY_PARTITION);

    private static final Language WHOEVER_SIGNS = identities(ANY_PARTITION);

    static Glob arn(Glob partition, String service) {
        return Glob.literal("arn:")
                .then(partition)
                .then(":" + service + "::")
                .times(CharSet.DIGIT, 12)
                .then(":");
    }

    static Language roots(Glob partition) {
        return Language.of(arn(partition, "iam").then("root|"));
    }

    private static Language users(Glob partition) {
        return Language.of(arn(partition, "iam")
                .then("user/")
                .then(PATH_AND_NAME)
                .then("|AIDA")
                .some(UPPER));
    }

    static Language roleSessions(Glob partition) {
        return Language.of(arn(partition, "iam")
                .then("role/")
                .some(PATH)
                .then("|AROA")
                .some(UPPER)
                .then(":")
                .some(NAME));
    }

    static Language federatedUsers(Glob partition) {
        return Language.of(
                arn(partition, "sts").then("federated-user/").some(NAME).then("|"));
    }

    /** The ARNs of a partition's identities. */
    static Language arns(String partition, boolean withRoots) {
        Glob own = Glob.literal(partition);
        Language all = Language.of(
                arn(own, "iam").then("role/").some(PATH),
                arn(own, "iam").then("user/").then(PATH_AND_NAME),
                arn(own, "sts").then("federated-user/").some(NAME));
        return withRoots ? all.or(Language.of(arn(own, "iam").then("root"))) : all;
    }

    private static Language identities(Glob partition) {
        return roleSessions(partition).or(users(partition)).or(roots(partition)).or(federatedUsers(partition));
    }

    /** The identities of a partition that policies can be attached to: all but root users. */
    static Language attachable(String partition) {
        Glob own = Glob.literal(partition);
        return roleSessions(own).or(users(own)).or(federatedUsers(own));
    }

    /** Every AWS identity of a partition. Partitions know nothing of each other: {@code *} means its own alone. */
    static Language ofPartition(String partition) {
        return identities(Glob.literal(partition));
    }

    /** All that {@code *} means. */
    Texts everyone(boolean anonymousCallers) {
        return new Everyone(partition, anonymousCallers);
    }

    /** The identities of an account; an empty partition is the resource's own. */
    Texts account(String named, String account) {
        return new InAccount(named.isEmpty() ? partition : named, account);
    }

    /** The root user of an account. */
    Texts root(Principal.Account account) {
        String own = account.partition().isEmpty() ? partition : account.partition();
        return new WithArn("arn:" + own + ":iam::" + account.account() + ":root");
    }

    /** The identities that a principal names. */
    Texts of(Principal principal, boolean anonymousCallers) {
        return switch (principal) {
            case Principal.Everyone ignored -> everyone(anonymousCallers);
            case Principal.Account account -> account(account.partition(), account.account());
            case Principal.User user -> new WithArn(user.written());
            case Principal.Role role -> new WithArn(role.written());
            case Principal.FederatedUser user -> new WithArn(user.written());
            case Principal.RoleSession session -> session(session);
            case Principal.UniqueId id ->
                Language.of(
                        REST.then("|" + id.written()),
                        REST.then("|" + id.written() + ":").then(REST));
            case Principal.Federated federated ->
                Texts.any(List.of(
                        new Texts.One(FEDERATED + federated.written()), new Texts.One(SESSION + federated.written())));
            case Principal.CanonicalUser user -> new Texts.One(CANONICAL + user.written());
            case Principal.Service service ->
                new Texts.One(
                        OriginAccess.is(service.written())
                                ? OriginAccess.text(service.written())
                                : SERVICE + service.written());
            case Principal.Unrecognised ignored -> Texts.NONE;
        };
    }

    private Language session(Principal.RoleSession session) {
        String own = session.partition().isEmpty() ? partition : session.partition();
        Glob role = Glob.literal("arn:" + own + ":iam::" + session.account() + ":role/");
        Glob tail = Glob.literal(session.role() + "|").many(UPPER).then(":" + session.session());
        Glob ofAws =
                Glob.literal(session.role() + "|" + session.account() + ":" + session.role() + ":" + session.session());
        return Language.of(role.then(tail), role.some(FIELD).then("/").then(tail), role.then(ofAws));
    }

    /** The identities that share an account with a principal; used for NotPrincipal in a Deny. */
    Texts accountOf(Principal principal, boolean anonymousCallers) {
        return switch (principal) {
            case Principal.User user -> account(user.partition(), user.account());
            case Principal.Role role -> account(role.partition(), role.account());
            case Principal.RoleSession session -> account(session.partition(), session.account());
            case Principal.FederatedUser user -> account(user.partition(), user.account());
            case Principal.Everyone ignored -> of(principal, anonymousCallers);
            case Principal.Account ignored -> of(principal, anonymousCallers);
            case Principal.UniqueId ignored -> of(principal, anonymousCallers);
            case Principal.Federated ignored -> of(principal, anonymousCallers);
            case Principal.CanonicalUser ignored -> of(principal, anonymousCallers);
            case Principal.Service ignored -> of(principal, anonymousCallers);
            case Principal.Unrecognised ignored -> Texts.NONE;
        };
    }

    /** Whether in ARNs of IAM the account follows this. */
    static boolean isBeforeAccount(String text) {
        return BEFORE_ACCOUNT.matcher(text).matches();
    }

    /** Whether this is the id of an account. */
    static boolean isAccount(String text) {
        return text.length() == 12 && CharSet.DIGIT.containsAll(text);
    }

    /** The partition that a principal names, or empty text. */
    static String partition(Principal principal) {
        return switch (principal) {
            case Principal.Account account -> account.partition();
            case Principal.User user -> user.partition();
            case Principal.Role role -> role.partition();
            case Principal.RoleSession session -> session.partition();
            case Principal.FederatedUser user -> user.partition();
            case Principal.Everyone ignored -> "";
            case Principal.UniqueId ignored -> "";
            case Principal.Federated ignored -> "";
            case Principal.Service ignored -> "";
            case Principal.CanonicalUser ignored -> "";
            case Principal.Unrecognised ignored -> "";
        };
    }

    /** How findings show a principal: an account as its 12 digits. */
    static String shown(Principal principal) {
        return principal instanceof Principal.Account account ? account.account() : principal.written();
    }

    /** The type under which findings show a principal. */
    static PrincipalType type(Principal principal) {
        return switch (principal) {
            case Principal.Federated ignored -> PrincipalType.FEDERATED;
            case Principal.CanonicalUser ignored -> PrincipalType.CANONICAL_USER;
            case Principal.Service ignored -> PrincipalType.SERVICE;
            case Principal.Everyone ignored -> PrincipalType.AWS;
            case Principal.Account ignored -> PrincipalType.AWS;
            case Principal.User ignored -> PrincipalType.AWS;
            case Principal.Role ignored -> PrincipalType.AWS;
            case Principal.RoleSession ignored -> PrincipalType.AWS;
            case Principal.FederatedUser ignored -> PrincipalType.AWS;
            case Principal.UniqueId ignored -> PrincipalType.AWS;
            case Principal.Unrecognised ignored -> PrincipalType.AWS;
        };
    }

    /** The identity that a text stands for. A root user's or federated user's id begins with the account. */
    static Identity identity(String text) {
        int bar = text.indexOf('|');
        String first = text.substring(0, bar);
        String second = text.substring(bar + 1);
        return switch (first) {
            case "service" -> new Identity.Service(second);
            case "federated" -> new Identity.Federated(second);
            case "session" -> new Identity.FederatedSession(second);
            case "canonical" -> new Identity.Canonical(second);
            case "anonymous" -> new Identity.Anonymous();
            default -> {
                Identity.Aws aws = new Identity.Aws(first, second);
                yield switch (aws.type()) {
                    case "Account" -> new Identity.Aws(first, aws.account());
                    case "FederatedUser" -> new Identity.Aws(first, aws.account() + ":" + aws.lastName());
                    default -> aws;
                };
            }
        };
    }
}
