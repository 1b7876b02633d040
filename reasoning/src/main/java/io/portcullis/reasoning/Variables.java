package io.portcullis.reasoning;

import io.portcullis.reasoning.concrete.Identity;
import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.theory.Field;
import io.portcullis.reasoning.theory.Field.Part;
import io.portcullis.reasoning.theory.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where a policy variable's value is found in a base value: the way back from {@link Binding}. */
final class Variables {

    private static final CharSet SEGMENT = CharSet.anyOf(":|").complement();
    private static final CharSet NAME = CharSet.anyOf("/|").complement();
    private static final CharSet ID = CharSet.of('/').complement();
    private static final Glob REST = Glob.EMPTY.many(Principals.FIELD);
    private static final Glob SERVICE = Glob.literal("arn:").many(SEGMENT);
    private static final Glob ID_FOLLOWS = Glob.literal("|").then(REST);
    private static final Glob ACCOUNT = Glob.EMPTY.some(SEGMENT);
    private static final Glob NOBODY = Glob.literal(Identity.Anonymous.ID);

    /** The account of a caller that has one. */
    private static final Field SIGNER = Field.of(
            Part.text(SERVICE.then(":").many(SEGMENT).then("::")),
            Part.both(ACCOUNT),
            Part.text(Glob.literal(":").then(REST).then(ID_FOLLOWS)));

    private Variables() {}

    /** The variable of a key, by its normalized name, in the text of a number: a value of the key's axis. */
    static Pattern.Variable of(String key, int text) {
        return new Pattern.Variable(text, fields(key), new Reading(key));
    }

    private static List<Field> fields(String key) {
        return switch (key) {
            case "aws:principalarn" ->
                List.of(Field.of(Part.both(Glob.EMPTY.some(Principals.FIELD)), Part.text(ID_FOLLOWS)));
            case "aws:principalaccount" ->
                List.of(
                        SIGNER,
                        Field.of(Part.both(NOBODY), Part.text(Glob.literal("|").then(NOBODY))));
            case "kms:calleraccount" -> List.of(SIGNER);
            case "aws:userid" -> userIds();
            case "aws:username" -> userNames();
            case "aws:principaltype" ->
                told(
                        CallerKeys::typeIs,
                        List.of("Account", "User", "AssumedRole", "FederatedUser", Identity.Anonymous.TYPE));
            case "aws:principalisawsservice" ->
                told(values -> CallerKeys.isServiceIs(values).language(), List.of("true", "false"));
            case "aws:principalservicename" ->
                List.of(Field.of(Part.text(Glob.literal(Principals.SERVICE)), Part.both(REST)));
            case "aws:principalorgid", "aws:sourceorgid", "aws:vpceorgid", "aws:resourceorgid" ->
                List.of(Field.of(
                        Part.both(Glob.EMPTY.some(ID)),
                        Part.text(Glob.literal("/").many(CharSet.ANY))));
            default -> List.of(Field.WHOLE);
        };
    }

    /** The id of a root user is its account, that of a federated user {@code account:name}: fields of their ARNs. */
    private static List<Field> userIds() {
        return List.of(
                Field.of(Part.text(REST.then("|")), Part.both(Glob.EMPTY.some(Principals.FIELD))),
                Field.of(Part.text(SERVICE.then(":iam::")), Part.both(ACCOUNT), Part.text(Glob.literal(":root|"))),
                Field.of(
                        Part.text(SERVICE.then(":sts::")),
                        Part.both(ACCOUNT),
                        Part.value(Glob.literal(":")),
                        Part.text(Glob.literal(":federated-user/")),
                        Part.both(REST),
                        Part.text(Glob.literal("|"))));
    }

    private static List<Field> userNames() {
        Glob user = SERVICE.then(":iam::").many(SEGMENT).then(":user/");
        Part name = Part.both(Glob.EMPTY.some(NAME));
        return List.of(
                Field.of(Part.text(user), name, Part.text(ID_FOLLOWS)),
                Field.of(Part.text(user.many(Principals.FIELD).then("/")), name, Part.text(ID_FOLLOWS)));
    }

    /** Values that are told by what the text is. */
    private static List<Field> told(UnaryOperator<Language> textsOf, List<String> values) {
        return values.stream()
                .map(Glob::literal)
                .flatMap(value -> textsOf.apply(Language.of(value)).globs().stream()
                        .map(glob -> Field.of(Part.value(value), Part.text(glob))))
                .toList();
    }

    /** Reads the key's value off a base value. A record, so that variables of one key are equal. */
    private record Reading(String key) implements Function<String, Optional<String>> {
        @Override
        public Optional<String> apply(String text) {
            return switch (key) {
                case "aws:principalarn",
                        "aws:principalaccount",
                        "kms:calleraccount",
                        "aws:userid",
                        "aws:username",
                        "aws:principaltype",
                        "aws:principalisawsservice",
                        "aws:principalservicename" -> value(Principals.identity(text));
                case "aws:principalorgid", "aws:sourceorgid", "aws:vpceorgid", "aws:resourceorgid" ->
                    Optional.of(text.substring(0, Math.max(0, text.indexOf('/'))));
                default -> Optional.of(text);
            };
        }

        private Optional<String> value(Identity caller) {
            return switch (caller) {
                case Identity.Aws aws -> Optional.of(ofSigned(aws)).filter(value -> !value.isEmpty());
                case Identity.Anonymous ignored -> Optional.of(ofNobody()).filter(value -> !value.isEmpty());
                case Identity.Service service -> Optional.of(ofService(service)).filter(value -> !value.isEmpty());
                case Identity.Federated ignored -> Optional.empty();
                case Identity.FederatedSession ignored -> ofUnplaced();
                case Identity.Canonical ignored -> ofUnplaced();
            };
        }

        private Optional<String> ofUnplaced() {
            return Optional.of("false").filter(_ -> key.equals("aws:principalisawsservice"));
        }

        private String ofSigned(Identity.Aws aws) {
            return switch (key) {
                case "aws:principalarn" -> aws.principalArn();
                case "aws:userid" -> aws.userId();
                case "aws:principaltype" -> aws.type();
                case "aws:username" -> aws.type().equals("User") ? aws.lastName() : "";
                case "aws:principalisawsservice" -> "false";
                case "aws:principalservicename" -> "";
                default -> aws.account();
            };
        }

        private String ofService(Identity.Service service) {
            return switch (key) {
                case "aws:principalisawsservice" -> "true";
                case "aws:principalservicename" -> service.principal();
                default -> "";
            };
        }

        private String ofNobody() {
            return switch (key) {
                case "aws:principalaccount", "aws:userid" -> Identity.Anonymous.ID;
                case "aws:principaltype" -> Identity.Anonymous.TYPE;
                default -> "";
            };
        }
    }
}
