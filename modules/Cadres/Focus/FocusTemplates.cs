namespace OrgWork.Cadres;

/// <summary>分领域个性化考察重点 (C5.3): for the field a cadre works in — 机关, 园区, 镇街, 国企 and what else a place calls so — what is looked for, asked and looked up; by edition, and chosen by the kind of the cadre's unit.</summary>
public static class FocusTemplates
{
    public static readonly CodeSet Kinds = new("focus_kind", "类别", "本平台", [new("1", "考察要点"), new("2", "谈话提问"), new("3", "查验内容")]);
    static readonly CodeSet States = new("focus_state", "状态", "本平台", [new("1", "拟订"), new("2", "施行"), new("3", "已有新版")]);

    public static readonly Register Register = new()
    {
        Id = "focus-templates", Title = "分领域考察重点", Noun = "考察重点", Counter = "版", Table = "focus_template", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
        Fields =
        [
            Field.Text("name", "领域", 60).Required().Wide().Hinted("如 机关、园区、镇街、国企"), Field.Text("basis", "依据", 200).Required().Listed(), Field.Number("edition", "版次", 1, 99).Required().Listed(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("effective_on", "施行日期").Listed().ByDeed(), Field.Date("ended_on", "停用日期").Listed().ByDeed(),
        ],
        Conditions = [new("施行", "state=2") { Light = "green" }, new("拟订", "state=1"), new("已有新版", "state=3")],
        Children =
        [
            new()
            {
                Id = "kinds", Title = "适用的单位", Noun = "机构类别", Counter = "类", Table = "focus_kind", ParentColumn = "focus_template_id", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
                Fields = [Field.Code("unit_kind", "机构类别", StandardCodes.UnitKind).Required().Listed().Hinted("连同其下的小类；写得细的优先"), Field.Flag("is_township", "只限乡镇（街道）").Listed()],
            },
            new()
            {
                Id = "items", Title = "重点", Noun = "重点", Counter = "条", Table = "focus_item", ParentColumn = "focus_template_id", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
                Fields = [Field.Code("kind", "类别", Kinds).Required().Listed(), Field.LongText("words", "内容", 300).Required().Listed(), Field.Text("look", "看什么、问谁", 200).Listed()],
            },
        ],
        Deeds =
        [
            new("enforce", "施行", Appointing.Decide)
            {
                Consequence = "从这一天起考察这一领域的干部按这一版；原来施行的一版停用，仍可查看；内容此后不再改",
                Fields = [Field.Date("effective_on", "施行日期").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<bool>("select not exists (select from focus_item where focus_template_id = @Id and removed_at is null) or not exists (select from focus_kind where focus_template_id = @Id and removed_at is null)", new { deed.Id }, stop)) return "还没有重点，或者没有写适用哪些单位";
                    var at = new { deed.Id, deed.LocalityPath, on = deed.Day("effective_on"), by = db.Actor.Id };
                    if (await db.ExecuteAsync("update focus_template f set state = '2', effective_on = @on, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '1' and not exists (select from focus_template n where n.locality_path = f.locality_path and n.name = f.name and n.state = '2' and n.effective_on > @on and n.removed_at is null)", at, stop) == 0) return "已经施行，或者早于现行一版的施行日期";
                    await db.ExecuteAsync("update focus_template f set state = '3', ended_on = @on, version = f.version + 1, changed_at = now(), changed_by = @by from focus_template made where made.id = @Id and f.locality_path = made.locality_path and f.name = made.name and f.state = '2' and f.id <> @Id and f.removed_at is null", at, stop);
                    return null;
                },
            },
        ],
    };

    public sealed record Template(Guid Id, string Name, int Edition, string Basis, DateOnly EffectiveOn, DateOnly? EndedOn);
    public sealed record Item(string Kind, string Words, string? Look);
    public sealed record Person(Guid Id, string Name, string? PostTitle, string? Unit, string? UnitKind);

    /// <summary>
    /// The edition that was in force on a day for one cadre: by the kind of the unit, the one written closest to it first — for townships alone, then by the longer code — and of two such the
    /// nearest place's.
    /// </summary>
    public static Task<(Person? Person, Template? Template, IReadOnlyList<Item> Items)> OfAsync(Db db, Guid cadre, DateOnly day, CancellationToken stop)
    {
        const string chosen = """
            select t.id from cadre c join org.unit u on u.id = c.unit_id join focus_kind k on k.removed_at is null and starts_with(u.kind, k.unit_kind) join focus_template t on t.id = k.focus_template_id and t.removed_at is null and t.state in ('2', '3')
              and starts_with(c.locality_path, t.locality_path) and t.effective_on <= @day and (t.ended_on is null or t.ended_on > @day)
            where c.id = @cadre and (not k.is_township or (select l.kind from org.locality l where l.path = org.home_of(u.locality_path)) = 4)
            order by k.is_township desc, length(k.unit_kind) desc, length(t.locality_path) desc, t.effective_on desc, t.id limit 1
            """;
        return db.QueryManyAsync($"""
            select c.id, c.name, c.post_title, u.name as unit, u.kind as unit_kind from cadre c left join org.unit u on u.id = c.unit_id where c.id = @cadre and c.removed_at is null;
            select t.id, t.name, t.edition, t.basis, t.effective_on, t.ended_on from focus_template t where t.id = ({chosen});
            select i.kind, i.words, i.look from focus_item i where i.removed_at is null and i.focus_template_id = ({chosen}) order by i.kind, i.rank_order, i.id
            """, new { cadre, day }, async grid => (await grid.ReadFirstOrDefaultAsync<Person>(), await grid.ReadFirstOrDefaultAsync<Template>(), (IReadOnlyList<Item>)[.. await grid.ReadAsync<Item>()]), stop);
    }
}
