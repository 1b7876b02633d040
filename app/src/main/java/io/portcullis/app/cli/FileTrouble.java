package io.portcullis.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why a file could not be read or written, in words: the exceptions of Java's files often say its path and no more. */
public final class FileTrouble {

    private FileTrouble() {}

    /** The reason, without the file's name. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "there is no such file";
            case FileAlreadyExistsException _ -> "there is a file of that name";
            case FileSystemException other ->
                Optional.ofNullable(other.getReason()).orElse(other.getClass().getSimpleName());
            default -> String.valueOf(failure.getMessage());
        };
    }
}
