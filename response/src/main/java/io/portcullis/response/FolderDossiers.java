package io.portcullis.response;

import io.portcullis.response.Dossier.Claimed;
import io.portcullis.response.DossierJson.Named;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keeps dossiers in a folder, a JSON file each, that are written whole and to the disk. Those that have expired are deleted
 * when all are listed.
 *
 * <p>Safe for use by many threads, and by several processes of one machine with one of these each: whoever writes has the
 * folder's lock. What cannot be read or written is an {@link UncheckedIOException} that names the file.
 */
public final class FolderDossiers implements Dossiers {

    private static final String ENDING = ".json";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final Clock clock;
    private final DossierJson json = new DossierJson();
    private final ReentrantLock ours = new ReentrantLock();

    private FolderDossiers(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * The dossiers in a folder, which is made where there is none.
     *
     * @throws UncheckedIOException when it cannot be written, or a file in it cannot be read: better now than when it is
     *     needed
     */
    public static FolderDossiers open(Path folder, Clock clock) {
        FolderDossiers opened = new FolderDossiers(folder, clock);
        opened.locked(opened::named);
        return opened;
    }

    @Override
    public Dossier read(String analyzer, String resourceArn) {
        return read(file(analyzer, resourceArn)).map(Named::dossier).orElseGet(Dossier::empty);
    }

    @Override
    public List<Dossier> all(String analyzer) {
        return named().stream()
                .filter(each -> each.analyzer().equals(analyzer) && isKept(each))
                .sorted(Comparator.comparing(Named::resourceArn))
                .map(Named::dossier)
                .toList();
    }

    @Override
    public List<Transition> exchange(String analyzer, String resourceArn, Function<Dossier, Claimed> change) {
        return locked(() -> {
            Claimed next = change.apply(read(analyzer, resourceArn));
            write(new Named(analyzer, resourceArn, next.dossier()));
            return next.transitions();
        });
    }

    @Override
    public void forget(String analyzer) {
        locked(() -> {
            named().stream().filter(each -> each.analyzer().equals(analyzer)).forEach(this::delete);
            return analyzer;
        });
    }

    /** Deletes what has expired, unless it is about to be something else. */
    private boolean isKept(Named named) {
        if (!isExpired(named.dossier())) {
            return true;
        }
        return locked(() -> !isExpired(read(named.analyzer(), named.resourceArn())) || !delete(named));
    }

    private boolean isExpired(Dossier dossier) {
        return dossier.expires().filter(clock.instant()::isAfter).isPresent();
    }

    private boolean delete(Named named) {
        Path file = file(named.analyzer(), named.resourceArn());
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The findings in " + file + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private List<Named> named() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of findings cannot be listed: " + folder, e);
        }
    }

    private Optional<Named> read(Path file) {
        try {
            return Optional.of(json.read(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw unreadable(file, new IOException(e.getMessage(), e));
        }
    }

    private static UncheckedIOException unreadable(Path file, IOException why) {
        return new UncheckedIOException(
                "The findings in " + file + " cannot be read: " + why.getMessage()
                        + "; put back a copy, or move the file away: its resource is then looked at as a new one",
                why);
    }

    private void write(Named named) {
        Path file = file(named.analyzer(), named.resourceArn());
        try {
            WholeFile.write(folder, file.getFileName().toString(), json.write(named));
        } catch (IOException e) {
            throw new UncheckedIOException("The findings cannot be kept in " + file + ": " + e.getMessage(), e);
        }
    }

    /** ARNs have characters that names of files have not, and may be longer than those. */
    private Path file(String analyzer, String resourceArn) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((analyzer + "\n" + resourceArn).getBytes(StandardCharsets.UTF_8));
            return folder.resolve(HexFormat.of().formatHex(digest) + ENDING);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Does something while nobody else writes. */
    private <T> T locked(Supplier<T> work) {
        ours.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = channel.lock()) {
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of findings cannot be written: " + folder + ": " + e, e);
        } finally {
            ours.unlock();
        }
    }
}
