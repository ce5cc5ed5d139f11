namespace OrgWork.Cadres;

/// <summary>好干部标准 (C3.1): the items by edition. Reports of inspection, sheets of assessment and what else is said of a cadre stand under these items, so that people can be held side by side.</summary>
public static class Standards
{
    public static readonly CodeSet Occasions = new("standard_occasion", "场合", "本平台", [new("1", "考察"), new("2", "年度考核"), new("3", "平时考核"), new("4", "谈话了解")]);
    public static readonly CodeSet Standings = new("standard_standing", "评价", "本平台", [new("1", "突出"), new("2", "较好"), new("3", "一般"), new("4", "较差")]);
    static readonly CodeSet States = new("standard_state", "状态", "本平台", [new("1", "拟订"), new("2", "施行"), new("3", "已有新版")]);

    public static readonly Register Register = new()
    {
        Id = "cadre-standards", Title = "好干部标准", Noun = "标准", Counter = "版", Table = "cadre_standard", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
        Fields =
        [
            Field.Text("name", "标准", 100).Required().Wide().Hinted("如 新时代好干部标准"), Field.Text("basis", "依据", 200).Required().Listed(), Field.Number("edition", "版次", 1, 99).Required().Listed(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("effective_on", "施行日期").Listed().ByDeed(), Field.Date("ended_on", "停用日期").Listed().ByDeed(),
        ],
        Conditions = [new("施行", "state=2") { Light = "green" }, new("拟订", "state=1"), new("已有新版", "state=3")],
        Children = [Items],
        Deeds =
        [
            new("enforce", "施行", Appointing.Decide)
            {
                Consequence = "考察材料、考核和评价从这一天起按这一版的条目写；原来施行的一版停用，按它写过的评价照旧看得到；条目此后不再改",
                Fields = [Field.Date("effective_on", "施行日期").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<int>("select count(*)::int from cadre_standard_item where cadre_standard_id = @Id and removed_at is null", new { deed.Id }, stop) == 0) return "还没有条目";
                    if (await db.ExecuteAsync("update cadre_standard set state = '2', effective_on = @on, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '1' and not exists (select from cadre_standard n where n.locality_path = cadre_standard.locality_path and n.state = '2' and n.effective_on > @on and n.removed_at is null)", new { deed.Id, on = deed.Day("effective_on"), by = db.Actor.Id }, stop) == 0) return "已经施行，或者早于现行一版的施行日期";
                    await db.ExecuteAsync("update cadre_standard set state = '3', ended_on = @on, version = version + 1, changed_at = now(), changed_by = @by where locality_path = @LocalityPath and state = '2' and id <> @Id and removed_at is null", new { deed.Id, deed.LocalityPath, on = deed.Day("effective_on"), by = db.Actor.Id }, stop);
                    return null;
                },
            },
        ],
    };

    static Register Items => new()
    {
        Id = "items", Title = "条目", Noun = "条目", Counter = "条", Table = "cadre_standard_item", ParentColumn = "cadre_standard_id", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
        Fields = [Field.Text("name", "条目", 40).Required().Listed().Hinted("如 信念坚定"), Field.Text("words", "看什么", 300).Required().Listed()],
    };

    public sealed record Edition(Guid Id, string Name, int Number, string State, DateOnly? EffectiveOn);
    public sealed record Item(Guid Id, Guid StandardId, string Name, string Words);
    public sealed record Comment(Guid CadreId, Guid StandardId, Guid ItemId, string Occasion, string Standing, string Words, DateOnly SaidOn, string SaidBy);

    /// <summary>The edition in force, the nearest place's first.</summary>
    public static Task<(Edition? Edition, IReadOnlyList<Item> Items)> InForceAsync(Db db, CancellationToken stop) => db.QueryManyAsync("""
        select id, name, edition as number, state, effective_on from cadre_standard where state = '2' and removed_at is null order by length(locality_path), effective_on desc limit 1;
        select i.id, i.cadre_standard_id as standard_id, i.name, i.words from cadre_standard_item i where i.removed_at is null and i.cadre_standard_id = (select id from cadre_standard where state = '2' and removed_at is null order by length(locality_path), effective_on desc limit 1) order by i.rank_order, i.id
        """, null, async grid => (await grid.ReadFirstOrDefaultAsync<Edition>(), (IReadOnlyList<Item>)[.. await grid.ReadAsync<Item>()]), stop);

    /// <summary>For the report on the inspection of one person: item by item, in the order of the edition it was written under.</summary>
    public static Task<IReadOnlyList<(Guid Cadre, string Words)>> OfBatchAsync(Db db, Guid batch, CancellationToken stop) => db.QueryAsync<(Guid, string)>($"""
        select x.cadre_id, string_agg(x.item || '（' || x.standing || '）：' || x.words, E'\n' order by x.rank_order, x.item_id) from (
          select distinct on (c.cadre_id, c.item_id) c.cadre_id, c.item_id, i.name as item, i.rank_order, case c.standing {string.Concat(Standings.Codes.Select(code => $"when '{code.Value}' then '{code.Name}' "))}end as standing, c.words
          from standard_comment c join cadre_standard_item i on i.id = c.item_id where c.batch_id = @batch and c.occasion = '1' and c.removed_at is null order by c.cadre_id, c.item_id, c.said_on desc, c.id desc) x group by x.cadre_id
        """, new { batch }, stop);
}
