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

    private Variables() {}

    /** The variable of a key, by its normalized name, in the text of a number: a value of the key's axis. */
    static Pattern.Variable of(String key, int text) {
        return new Pattern.Variable(text, fields(key), value(key));
    }

    private static List<Field> fields(String key) {
        return switch (key) {
            case "aws:principalarn" ->
                List.of(Field.of(Part.both(Glob.EMPTY.some(Principals.FIELD)), Part.text(ID_FOLLOWS)));
            case "aws:principalaccount", "kms:calleraccount" ->
                List.of(Field.of(
                        Part.text(SERVICE.then(":").many(SEGMENT).then("::")),
                        Part.both(ACCOUNT),
                        Part.text(Glob.literal(":").then(REST).then(ID_FOLLOWS))));
            case "aws:userid" -> userIds();
            case "aws:username" -> userNames();
            case "aws:principaltype" -> told(Principals::typeIs, List.of("Account", "User", "AssumedRole", "FederatedUser"));
            case "aws:principalisawsservice" ->
                told(values -> Principals.isServiceIs(values).language(), List.of("true", "false"));
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

    private static Function<String, Optional<String>> value(String key) {
        return switch (key) {
            case "aws:principalarn" -> identity(Identity.Aws::principalArn);
            case "aws:principalaccount", "kms:calleraccount" -> identity(Identity.Aws::account);
            case "aws:userid" -> identity(Identity.Aws::userId);
            case "aws:principaltype" -> identity(Identity.Aws::type);
            case "aws:principalisawsservice" ->
                text -> switch (Principals.identity(text)) {
                    case Identity.Aws ignored -> Optional.of("false");
                    case Identity.Service ignored -> Optional.of("true");
                    case Identity.Federated ignored -> Optional.empty();
                    case Identity.Canonical ignored -> Optional.empty();
                    case Identity.Anonymous ignored -> Optional.empty();
                };
            case "aws:principalservicename" ->
                text -> Principals.identity(text) instanceof Identity.Service service
                        ? Optional.of(service.principal())
                        : Optional.empty();
            case "aws:username" ->
                text -> Principals.identity(text) instanceof Identity.Aws aws
                                && aws.type().equals("User")
                        ? Optional.of(aws.lastName())
                        : Optional.empty();
            case "aws:principalorgid", "aws:sourceorgid", "aws:vpceorgid", "aws:resourceorgid" ->
                path -> Optional.of(path.substring(0, Math.max(0, path.indexOf('/'))));
            default -> Optional::of;
        };
    }

    private static Function<String, Optional<String>> identity(Function<Identity.Aws, String> field) {
        return text -> Principals.identity(text) instanceof Identity.Aws aws
                ? Optional.of(field.apply(aws))
                : Optional.empty();
    }
}
