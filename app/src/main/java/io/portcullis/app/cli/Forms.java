package io.portcullis.app.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that arguments have; what has another form is refused before anything is done with it. */
public final class Forms {

    private static final Pattern ORGANIZATION = Pattern.compile("o-[a-z0-9]{10,32}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z0-9]+)+");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private Forms() {}

    /**
     * An organization's id, where one is given.
     *
     * @throws CommandFailure when it has another form: nobody would be trusted by it
     */
    public static Optional<String> organization(Optional<String> id) {
        id.ifPresent(text -> require(ORGANIZATION, text, "--organization", "an id such as o-a1b2c3d4e5"));
        return id;
    }

    /**
     * A Region.
     *
     * @throws CommandFailure when it has another form
     */
    public static String region(String region) {
        return require(REGION, region, "--region", "a Region such as eu-west-1");
    }

    /**
     * An e-mail address.
     *
     * @throws CommandFailure when it has another form
     */
    public static String address(String option, String address) {
        return require(ADDRESS, address, option, "an e-mail address such as security@example.com");
    }

    private static String require(Pattern form, String text, String option, String meaning) {
        if (!form.matcher(text).matches()) {
            throw CommandFailure.usage(option + " \"" + text + "\" is not " + meaning);
        }
        return text;
    }
}
