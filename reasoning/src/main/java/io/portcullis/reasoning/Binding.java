package io.portcullis.reasoning;

import io.portcullis.reasoning.text.CharSet;
import io.portcullis.reasoning.text.Glob;
import io.portcullis.reasoning.text.Language;
import io.portcullis.reasoning.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a context key's value is found: a key that another value determines is a field of that base value, so that the two
 * cannot contradict each other.
 *
 * @param axis the axis of the base value
 * @param any the characters that the key's wildcards may stand for within the base value; all of them just where the
 *     key's value is the base value
 * @param lift from values of the key to values of the base
 * @param one the base values for which the key has just this value
 * @param presence the base values for which the key is there; empty when it is there whenever the base has a value
 */
record Binding(
        String axis,
        CharSet any,
        Function<Language, ? extends Texts> lift,
        Function<String, Texts> one,
        Optional<Texts> presence) {

    /** The axis of the caller. Normalized keys are in lower case: no key of a policy's own is on one of these three. */
    static final String PRINCIPAL = "Principal";

    /** The axis of the action. */
    static final String ACTION = "Action";

    /** The axis of the resource. */
    static final String RESOURCE = "Resource";

    private static final CharSet NO_SLASH = CharSet.anyOf("/|").complement();
    private static final CharSet NO_PATH = CharSet.of('/').complement();
    private static final CharSet NO_COLON = CharSet.anyOf(":|").complement();

    /** The base values for which the key's value is in the set; a value with a separator in it is nobody's. */
    Texts base(Texts values) {
        return switch (values) {
            case Texts.One value -> isPossible(value.text()) ? one.apply(value.text()) : Texts.NONE;
            case Texts.Any any -> Texts.any(any.sets().stream().map(this::base).toList());
            case Texts.Starting starting -> any.equals(CharSet.ANY) ? starting : base(starting.language());
            case Texts.Own own -> base(own.language());
            case Language language -> base(language);
        };
    }

    private Texts base(Language values) {
        return lift.apply(new Language(values.globs().stream()
                .filter(glob -> glob.elements().stream()
                        .allMatch(element -> element.repeated() || element.set().meets(any)))
                .toList()));
    }

    private boolean isPossible(String value) {
        return any.equals(CharSet.ANY) || any.containsAll(value);
    }

    /** Where the key of this normalized name is found. */
    static Binding of(String key) {
        return switch (key) {
            case "aws:principalarn" ->
                caller(Principals.FIELD, CallerKeys::arnIs, CallerKeys::arnIs, new Principals.Signed());
            case "aws:principalaccount" ->
                caller(NO_COLON, CallerKeys::accountIs, CallerKeys::accountIs, Principals.SIGNED_OR_NOT);
            case "kms:calleraccount" ->
                caller(NO_COLON, CallerKeys::signerIs, CallerKeys::signerIs, new Principals.Signed());
            case "aws:userid" -> caller(Principals.FIELD, CallerKeys::userIdIs);
            case "aws:principaltype" -> caller(Principals.FIELD, CallerKeys::typeIs);
            case "aws:username" -> caller(NO_SLASH, CallerKeys::userNameIs, UserNamed::new, Principals.USERS);
            case "aws:principalisawsservice" ->
                caller(
                        Principals.FIELD,
                        CallerKeys::isServiceIs,
                        value -> CallerKeys.isServiceIs(new Texts.One(value)),
                        new Texts.Any(List.of(Principals.ACCOUNTS, Principals.SERVICES)));
            case "aws:principalservicename" ->
                caller(
                        Principals.FIELD,
                        CallerKeys::serviceIs,
                        name -> new Texts.One(Principals.SERVICE + name),
                        Principals.SERVICES);
            case "aws:principalorgid" -> organization("aws:principalorgpaths");
            case "aws:sourceorgid" -> organization("aws:sourceorgpaths");
            case "aws:vpceorgid" -> organization("aws:vpceorgpaths");
            case "aws:resourceorgid" -> organization("aws:resourceorgpaths");
            case "aws:sourceaccount", "aws:sourceowner", "aws:resourceaccount" ->
                new Binding(key, NO_COLON, Function.identity(), Texts.One::new, Optional.empty());
            case "aws:epochtime" -> plain("aws:currenttime");
            default -> plain(key);
        };
    }

    private static Function<String, Texts> lifted(Function<Language, ? extends Texts> lift) {
        return value -> lift.apply(Language.of(Glob.literal(value)));
    }

    private static Binding plain(String key) {
        return new Binding(key, CharSet.ANY, Function.identity(), Texts.One::new, Optional.empty());
    }

    private static Binding caller(CharSet any, Function<Language, ? extends Texts> lift) {
        return caller(any, lift, lifted(lift), Principals.SIGNED_OR_NOT);
    }

    private static Binding caller(
            CharSet any, Function<Language, ? extends Texts> lift, Function<String, Texts> one, Texts presence) {
        return new Binding(PRINCIPAL, any, lift, one, Optional.of(presence));
    }

    /** An organization's id is what its paths begin with. */
    private static Binding organization(String paths) {
        return new Binding(paths, NO_PATH, Organizations::paths, id -> new Texts.Starting(id + "/"), Optional.empty());
    }
}
