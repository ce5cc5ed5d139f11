namespace OrgWork.Cadres;

/// <summary>Where somebody works, as far as it matters whether a relative may work there too. Without a team it is a post in the unit.</summary>
/// <param name="GovernedBy">the place whose leading team stands directly above this one</param>
public sealed record Standing(Guid CadreId, Guid? TeamId, Guid? UnitId, string? Kind, string Path, string? GovernedBy, bool IsPrincipal, string? Post, string? Level)
{
    public bool Leads => TeamId is not null;
}

/// <summary>Two cadres of whom one has named the other in the family table, and what class of kin that is (<see cref="Avoidance.Kins"/>).</summary>
public sealed record Kin(Guid One, Guid Other, string Class)
{
    public Guid? Beside(Guid cadre) => cadre == One ? Other : cadre == Other ? One : null;
}

/// <summary>
/// 任职回避 (rules A10): which kin count, and how two posts stand to each other. Relatives are found by name and month of birth; whom a family table names stays guarded, so that findings say the class and the relation of the posts and no names.
/// </summary>
public static class Avoidance
{
    public static readonly CodeSet Kins = new("kin_class", "亲属关系", "公务员法第七十四条", [new("1", "夫妻"), new("2", "直系血亲"), new("3", "三代以内旁系血亲"), new("4", "近姻亲"), new("8", "不在应回避的亲属之列"), new("9", "称谓没有归类")]);

    public static readonly CodeSet Ties = new("post_tie", "双方职务", "公务员法第七十四条",
        [new("0", "不在同一机关，没有上下级领导关系"), new("1", "直接隶属同一领导人员"), new("2", "有直接上下级领导关系"), new("3", "在亲属担任领导职务的机关从事组织、人事、纪检、监察、审计、财务工作"), new("4", "在同一机关或上下级机关，是否回避看分管")]);

    /// <summary>Terms of address by class; codes are those of 称谓, words those people write beside them. What is in neither is class 9 and somebody has to say what it is.</summary>
    static readonly (string Class, string Codes, string Words)[] Table =
    [
        ("1", "12 13", "丈夫 妻子 配偶 爱人 夫 妻"),
        ("2", "10 11 14 15 20 21 28 29", """
            父亲 母亲 父 母 儿子 女儿 子 女 长子 次子 三子 长女 次女 三女 独生子 独生女 养父 养母 养子 养女 继父 继母 继子 继女
            祖父 祖母 爷爷 奶奶 外祖父 外祖母 外公 外婆 姥爷 姥姥 曾祖父 曾祖母 孙子 孙女 外孙 外孙女 外孙子 曾孙 曾孙女
            """),
        ("3", "16 17 18 19", """
            哥哥 弟弟 姐姐 妹妹 兄 弟 姐 妹 兄长 大哥 二哥 三哥 大弟 二弟 大姐 二姐 大妹 二妹 同父异母兄弟 同母异父兄弟
            伯父 叔父 姑母 舅父 姨母 伯伯 叔叔 姑姑 姑妈 舅舅 姨妈 侄子 侄女 侄儿 外甥 外甥女 堂兄 堂弟 堂姐 堂妹 堂哥 表兄 表弟 表姐 表妹 表哥
            """),
        ("4", "42 43", """
            岳父 岳母 公公 婆婆 女婿 儿媳 儿媳妇 长媳 次媳 嫂子 嫂嫂 弟媳 弟妹 弟媳妇 姐夫 妹夫 妻兄 妻弟 妻姐 妻妹 内兄 内弟 大舅子 小舅子 大姨子 小姨子 连襟 妯娌 大伯子 小叔子 大姑子 小姑子 夫兄 夫弟 夫姐 夫妹
            妻兄之妻 妻弟之妻 妻姐之夫 妻妹之夫 亲家 亲家公 亲家母 伯母 婶婶 婶母 姑父 姑夫 舅母 舅妈 姨父 姨夫 侄媳 侄媳妇 侄女婿 外甥媳妇 外甥女婿 堂嫂 表嫂 堂姐夫 堂妹夫 表姐夫 表妹夫 堂弟媳 表弟媳
            """),
        ("8", "", "前夫 前妻 前岳父 前岳母 前公公 前婆婆 同学 同事 朋友 战友 同乡 师傅 徒弟 义父 义母 义子 义女 干爹 干妈 干儿子 干女儿 堂叔 堂伯 堂侄 堂侄女 表叔 表伯 表侄 表侄女 表舅 族兄 族弟 远房亲戚"),
    ];

    static string[] Split(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    static string In(IEnumerable<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));

    /// <summary>The class of a line of the family table. A term that is written out stands before its code.</summary>
    public static string ClassSql(string line) =>
        $"case {string.Join(' ', Table.Select(one => $"when btrim({line}.relation_text, ' 　') in ({In(Split(one.Words))}) then '{one.Class}'"))} when btrim({line}.relation_text, ' 　') <> '' then '9' {string.Join(' ', Table.Where(one => one.Codes != "").Select(one => $"when {line}.relation in ({In(Split(one.Codes))}) then '{one.Class}'"))} else '9' end";

    /// <summary>Those who must avoid each other.</summary>
    public static bool Counts(string? kin) => kin is "1" or "2" or "3" or "4";
    public const string Counted = "('1', '2', '3', '4')";

    /// <summary>Work with people, discipline, audit and money, by what the post is called.</summary>
    static readonly string[] Guarded = ["组织", "人事", "干部科", "干部股", "纪检", "纪委", "监察", "审计", "财务", "财会", "会计", "出纳"];
    static bool IsGuarded(Standing one) => one.Post is { } post && Guarded.Any(word => post.Contains(word, StringComparison.Ordinal));

    /// <summary>How the posts of two people stand to each other. Members of one team are led by the same; principals and deputies of a level lead those of the next one below.</summary>
    public static string TieOf(Standing one, Standing other)
    {
        var isSameUnit = one.UnitId is { } unit && unit == other.UnitId;
        if (isSameUnit && (one.Leads && !other.Leads && IsGuarded(other) || other.Leads && !one.Leads && IsGuarded(one))) return "3";
        if (one.TeamId is { } team && team == other.TeamId) return IsGuarded(one) || IsGuarded(other) ? "3" : one.IsPrincipal || other.IsPrincipal ? "2" : "1";
        if (isSameUnit && one.Leads && other.Leads) return one.IsPrincipal || other.IsPrincipal ? "2" : "1";
        // Whoever leads a part of the unit is led by those who lead the unit.
        if (isSameUnit && one.Leads != other.Leads && HoldsPost(one.Leads ? other : one)) return "2";
        if (isSameUnit) return "4";
        if (IsAbove(one, other) || IsAbove(other, one)) return one.IsPrincipal || other.IsPrincipal ? "2" : "4";
        return "0";
    }

    static bool HoldsPost(Standing one) => one.Level is { } level && string.CompareOrdinal(level, "1A50") < 0;
    /// <summary>The leading team of a place, over the bodies and the next places below it.</summary>
    static bool IsAbove(Standing upper, Standing lower) => upper.Kind == "1" && lower.Leads && lower.GovernedBy == upper.Path;

    /// <summary>Which of the relatives weighs most against this post: who certainly must not, then whose kinship nobody has classed, then who may have to.</summary>
    public static (string? Kin, string Tie) Worst(Standing target, IEnumerable<Kin> kin, ILookup<Guid, Standing> standings) =>
        kin.Select(one => (one.Class, Other: one.Beside(target.CadreId))).Where(one => one.Other is not null).SelectMany(one => standings[one.Other!.Value], (one, there) => (Kin: one.Class, Tie: TieOf(target, there)))
            .Where(one => one.Kin != "8" && one.Tie != "0").OrderBy(Weight).ThenBy(one => one.Kin, StringComparer.Ordinal).Select(one => ((string?)one.Kin, one.Tie)).DefaultIfEmpty((null, "0")).First();

    /// <summary>0 must avoid, 1 not known, 2 to be looked at, 3 nothing.</summary>
    public static int Weight((string Kin, string Tie) one) => one switch { (_, "0") or ("8", _) => 3, (_, "4") => 2, ("9", _) => 1, _ => 0 };

    /// <summary>The place whose leading team is directly above team <c>t</c>: for that of a county its city, for everybody else their county or city.</summary>
    public const string GovernedBy = "(select l.path from org.locality l where l.kind in (1, 2, 3) and starts_with(t.locality_path, l.path) and not (t.kind = '1' and l.path = t.locality_path) order by length(l.path) desc limit 1)";

    /// <summary>Whom the family tables of these cadres name, and who names them: the same name and month of birth.</summary>
    static string KinSql(bool isOfSome) => $"""
        select one, other, min(class) as class from (
          select f.cadre_id as one, h.id as other, {ClassSql("f")} as class from cadre_family f join cadre h on h.name = f.name and h.removed_at is null and date_trunc('month', h.birth_on::timestamp) = date_trunc('month', f.birth_on::timestamp) where f.removed_at is null and h.id <> f.cadre_id{(isOfSome ? " and f.cadre_id = any(@who)" : "")}
          {(isOfSome ? $"union all select h.id, f.cadre_id, {ClassSql("f")} from cadre h join cadre_family f on f.name = h.name and f.removed_at is null and date_trunc('month', h.birth_on::timestamp) = date_trunc('month', f.birth_on::timestamp) where h.removed_at is null and h.id <> f.cadre_id and h.id = any(@who)" : "")}
        ) k group by one, other
        """;

    /// <summary>Seats as they are held on the day; whoever holds none works in the unit of the record.</summary>
    static string StandingsSql(string who) => $"""
        select c.id as cadre_id, t.id as team_id, t.unit_id, t.kind, t.locality_path as path, {GovernedBy} as governed_by, s.is_principal, s.post, s.level
        from cadre c join cadre_post p on p.cadre_id = c.id and p.removed_at is null and p.began_on <= @day and (p.ended_on is null or p.ended_on > @day) join team_seat s on s.id = p.seat_id and s.removed_at is null join team t on t.id = s.team_id and t.removed_at is null where c.id {who} and c.removed_at is null
        union all
        select c.id, null, c.unit_id, null, c.locality_path, null, false, c.post_title, c.level from cadre c where c.id {who} and c.removed_at is null and c.status = '1' and c.unit_id is not null
          and not exists (select from cadre_post p where p.cadre_id = c.id and p.seat_id is not null and p.removed_at is null and p.began_on <= @day and (p.ended_on is null or p.ended_on > @day))
        """;

    /// <summary>The relatives of these cadres among all in reach, and where those work on the day.</summary>
    public static Task<(IReadOnlyList<Kin> Kin, IReadOnlyList<Standing> Standings)> OfAsync(Db db, Guid[] who, DateOnly day, CancellationToken stop) => who.Length == 0
        ? Task.FromResult<(IReadOnlyList<Kin>, IReadOnlyList<Standing>)>(([], []))
        : db.QueryManyAsync($"""
            {KinSql(true)};
            with k as materialized ({KinSql(true)}) {StandingsSql("in (select other from k)")}
            """, new { who, day }, async grid => ((IReadOnlyList<Kin>)[.. await grid.ReadAsync<Kin>()], (IReadOnlyList<Standing>)[.. await grid.ReadAsync<Standing>()]), stop);

    /// <summary>All pairs in reach, or those of one cadre, with both ends' posts.</summary>
    public static Task<(IReadOnlyList<Kin> Kin, ILookup<Guid, Standing> Standings)> AllAsync(Db db, Guid? cadre, DateOnly day, CancellationToken stop) => db.QueryManyAsync($"""
        {KinSql(cadre is not null)};
        with k as materialized ({KinSql(cadre is not null)}), w as materialized (select one as id from k union select other from k) {StandingsSql("in (select id from w)")}
        """, new { who = cadre is { } one ? [one] : Array.Empty<Guid>(), day }, async grid => ((IReadOnlyList<Kin>)[.. await grid.ReadAsync<Kin>()], (await grid.ReadAsync<Standing>()).ToLookup(one => one.CadreId)), stop);
}
