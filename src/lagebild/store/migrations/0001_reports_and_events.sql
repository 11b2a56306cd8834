-- 2026-11-23: reports as received, codings (one for each report and set of versions), events as coded. Append-only: a later coding of a
-- report supersedes the earlier one by its number, nothing is updated or deleted. Uniqueness is kept by the single writer, not by indexes.
CREATE SEQUENCE coding_number START 1;
CREATE TABLE reports (
    key        VARCHAR NOT NULL,   -- sha256 of id, published and text
    id         VARCHAR NOT NULL,
    published  VARCHAR NOT NULL,   -- ISO 8601 with zone
    language   VARCHAR NOT NULL,
    title      VARCHAR,
    outlet     VARCHAR,
    url        VARCHAR,
    dateline   VARCHAR,
    version    VARCHAR,
    status     VARCHAR,
    text       VARCHAR NOT NULL
);
CREATE TABLE codings (
    number     BIGINT NOT NULL,
    report     VARCHAR NOT NULL,   -- reports.key
    versions   VARCHAR NOT NULL    -- JSON of all versions
);
CREATE TABLE events (
    coding     BIGINT NOT NULL,    -- codings.number
    position   INTEGER NOT NULL,   -- order in the report
    id         VARCHAR NOT NULL,
    report     VARCHAR NOT NULL,
    type       VARCHAR NOT NULL,
    mode       VARCHAR,
    status     VARCHAR NOT NULL,
    date_start DATE,
    date_end   DATE,
    countries  VARCHAR[] NOT NULL, -- of actors and recipients
    record     VARCHAR NOT NULL    -- the JSON record, the contract of docs/reference/event-record.md
);
