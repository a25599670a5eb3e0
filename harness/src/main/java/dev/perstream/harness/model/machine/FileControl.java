package dev.perstream.harness.model.machine;

/** What the open streams of a file share: where the file's contexts hang. */
public final class FileControl {

    int streams;
}
