namespace OrgWork.Ledger;

/// <summary>入组 in two steps: the last writes the entrant and a note. And a deed that writes both for as many entrants as are chosen.</summary>
static class Joining
{
    public static readonly Procedure Procedure = new()
    {
        Id = "joining", Title = "入组", Register = "entrants", ReadPermission = "ledger.entrants.read", ActPermission = "ledger.entrants.edit",
        SubjectSql = "select name as title, locality_path from entrant where id = @id and removed_at is null",
        Stages =
        [
            new("提出", [new("propose", "提出") { Who = "小组", DateFact = "proposed_on", Fields = [Field.Text("wanted_post", "拟任岗位", 40).Required()] }]),
            new("编入", [new("join", "编入") { Who = "小组", DateFact = "placed_on", IsFinal = true, Done = JoinedAsync }]),
        ],
    };

    static async Task<string?> JoinedAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        await db.ExecuteAsync("update entrant set post = @post, is_active = true, version = version + 1, changed_at = now(), changed_by = org.actor() where id = @id", new { id = deed.Case.SubjectId, post = deed.Facts["wanted_post"] }, stop);
        await NoteAsync(db, deed.Case.SubjectId, deed.On, "编入", stop);
        return null;
    }

    public static readonly RegisterDeed Rate = new("rate", "评分", "ledger.entrants.edit")
    {
        Consequence = "评过的不再评",
        Fields = [Field.Number("points", "得分", 0, 100).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.ExecuteAsync("update entrant set score = @points, version = version + 1, changed_at = now(), changed_by = org.actor() where id = @Id and score is null", new { deed.Id, points = deed.Values["points"] }, stop) == 0) return "已经评过";
            await NoteAsync(db, deed.Id, Clock.Today, "评分", stop);
            return null;
        },
    };

    static Task<int> NoteAsync(Db db, Guid entrant, DateOnly on, string words, CancellationToken stop) =>
        db.ExecuteAsync("insert into note (entrant_id, locality_path, rank_order, noted_on, words) select id, locality_path, 0, @on, @words from entrant where id = @entrant", new { entrant, on, words }, stop);
}
