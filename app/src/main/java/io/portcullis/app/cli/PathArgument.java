package io.portcullis.app.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A file or folder as the command line names it. */
public final class PathArgument implements ITypeConverter<Path> {

    /**
     * The path.
     *
     * @throws TypeConversionException when the text names none
     */
    @Override
    public Path convert(String text) {
        if (text.isEmpty()) {
            throw new TypeConversionException("an empty text names no file or folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException unable) {
            throw new TypeConversionException("\"" + PlainText.of(text) + "\" cannot be the name of a file here ("
                    + unable.getReason() + "); if it has letters beyond ASCII, the locale must be one of UTF-8, such as"
                    + " LC_ALL=C.UTF-8");
        }
    }
}
