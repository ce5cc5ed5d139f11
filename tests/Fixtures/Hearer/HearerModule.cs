namespace OrgWork.Hearer;

/// <summary>Listens to what the test register tells, and reads what it publishes.</summary>
public sealed class HearerModule : Module
{
    public override IEnumerable<Listener> Listeners =>
    [
        Listener.To<RecordChanged>("ledger.circle_renamed", 1, (db, told, stop) => HearAsync(db, told.Id, told.Subject, told.LocalityPath, told.Content.Before["name"], told.Content.After["name"], stop)),
        Listener.To<Note>("ledger.note_told", 1, (db, told, stop) => HearAsync(db, told.Id, told.Subject, told.LocalityPath, null, told.Content.Words, stop)),
    ];

    sealed record Note(string Words);

    static async Task HearAsync(Db db, long id, Guid subject, string path, string? was, string? became, CancellationToken stop)
    {
        await db.ExecuteAsync("insert into heard (locality_path, event_id, subject, was, became) values (@path, @id, @subject, @was, @became)", new { path, id, subject, was, became }, stop);
        await db.RecordAsync(new(DeedKind.Notice, LocalityPath: path, Title: became), stop);
        // After it has written: what it wrote must go with the fault.
        if (became is not null && became.Contains('毒')) throw new InvalidOperationException($"读不懂“{became}”，证件 990121198003070015");
    }
}
