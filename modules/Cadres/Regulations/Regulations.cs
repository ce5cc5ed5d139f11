namespace OrgWork.Cadres;

/// <summary>干部管理制度文件库 (C3.3): number, issuer, day of effect, clauses, what took its place. Rules and steps name the regulation they stand on; what a regulation carries stands on its own page.</summary>
public static class Regulations
{
    const string Read = Appointing.Read, Write = Appointing.Act;

    public static readonly CodeSet Tiers = new("regulation_tier", "层级", "本平台", [new("1", "中央和国家"), new("2", "省（区、市）"), new("3", "市"), new("4", "县（市、区）"), new("5", "单位")]);
    public static readonly CodeSet States = new("regulation_state", "效力", "本平台", [new("1", "现行"), new("2", "已被替代"), new("3", "废止")]);

    public static readonly Register Register = new()
    {
        Id = "regulations", Title = "干部制度文件库", Noun = "制度文件", Counter = "件", Table = "regulation", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "文件名称", 120).Required().Wide().Hinted("写全称，不带书名号；与规则依据的名称一致，规则就指向它"), Field.Text("document_no", "文号", 60).Listed(), Field.Text("issuer", "制定机关", 60).Required().Listed(), Field.Code("tier", "层级", Tiers).Required().Listed().FirstFilter(), Field.Date("issued_on", "印发日期").Past(), Field.Date("effective_on", "施行日期").Required().Listed().Filter().Sortable(), Field.Date("review_on", "下次评估日期"),
            Field.Code("state", "效力", States).Listed().FirstFilter().ByDeed(), Field.Date("ended_on", "失效日期").Listed().ByDeed(), Field.Row("replaced_by_id", "替代它的文件", "regulations").ByDeed(), Field.Text("ended_words", "替代、废止的依据").ByDeed(),
        ],
        Conditions = [new("现行", "state=1") { Light = "green" }, new("已被替代", "state=2") { Light = "yellow" }, new("废止", "state=3"), new("到期没有评估", "state=1&review_on.to=-1d") { Light = "red" }],
        Actions = [new("条款、规则和步骤", "cadres/regulations/uses", Read, IsForOne: true)],
        Children = [Clauses],
        Deeds =
        [
            new("replace", "登记替代", Write)
            {
                Consequence = "这个文件自新文件施行之日起失效，此后不再改；还指向它的规则在“条款、规则和步骤”里亮红灯，逐条核对",
                Fields = [Field.Row("replaced_by_id", "替代它的文件", "regulations").Required(), Field.Text("ended_words", "依据", 200).Required().Hinted("新文件第几条")],
                Done = async (db, deed, stop) =>
                {
                    var next = deed.Values["replaced_by_id"] as Guid?;
                    if (next == deed.Id) return "不能由它自己替代";
                    if (await db.FirstAsync<(DateOnly From, string State)?>("select effective_on, state from regulation where id = @next and removed_at is null", new { next }, stop) is not { State: "1" } by) return "替代它的文件要是现行的";
                    return await db.ExecuteAsync("update regulation set state = '2', ended_on = @From, replaced_by_id = @next, ended_words = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '1' and effective_on <= @From", new { deed.Id, by.From, next, words = deed.Text("ended_words"), actor = db.Actor.Id }, stop) == 0 ? "已经失效，或新文件施行得更早" : null;
                },
            },
            OneStatement.Deed("repeal", "废止", Write, "自失效日期起不再施行，没有文件替代", "update regulation set state = '3', ended_on = @ended_on, ended_words = @ended_words, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1' and effective_on <= @ended_on", "已经失效，或失效早于施行", Field.Date("ended_on", "失效日期").Required(), Field.Text("ended_words", "依据", 200).Required()),
        ],
    };

    static Register Clauses => new()
    {
        Id = "clauses", Title = "条款", Noun = "条款", Counter = "条", Table = "regulation_clause", ParentColumn = "regulation_id", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("article", "条", 30).Required().Listed().Hinted("如 第八条；与规则依据的条一致"), Field.Text("words", "内容要点", 600).Required().Listed().Hinted("用自己的话写要点")],
    };

    /// <summary>The place where it is looked up; null where the library does not have it.</summary>
    public static Task<Guid?> FindAsync(Db db, string name, CancellationToken stop) => db.FirstAsync<Guid?>("select id from regulation where name = @name and removed_at is null order by state, length(locality_path), effective_on desc limit 1", new { name }, stop);
}
