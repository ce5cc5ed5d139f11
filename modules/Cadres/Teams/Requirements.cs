namespace OrgWork.Cadres;

/// <summary>班子结构要求: the year's or the term's requirements as data, whose document is named and which hold from a day to a day.</summary>
static class Requirements
{
    const string Read = "cadres.teams.read", Write = "cadres.teams.edit";

    public static readonly CodeSet Attribute = new("requirement_attribute", "结构指标", "本平台",
    [
        new("1", "年龄段"), new("2", "女干部"), new("3", "女性正职"), new("4", "党外干部"), new("5", "少数民族干部"), new("6", "大学本科以上"), new("7", "有基层工作经历"), new("8", "有某一专业或专长"), new("9", "从村（社区）干部、大学生村官、乡镇事业编制人员中来"), new("10", "若干岁及以下的正职"), new("11", "某一来源的干部"),
    ]);

    public static readonly CodeSet Scope = new("requirement_scope", "考察范围", "本平台", [new("1", "每个班子"), new("2", "本地同类班子合计"), new("3", "达到要求的班子（个数或占比）")]);

    public static readonly Register Register = new()
    {
        Id = "requirements", Title = "班子结构要求", Noun = "结构要求", Counter = "条", Table = "team_requirement", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "要求", 120).Required().Wide().Hinted("如 乡镇领导班子至少有一名30岁以下成员"),
            Field.Code("attribute", "指标", Attribute).Required().Listed().FirstFilter(),
            Field.Number("years_from", "年龄自（岁）", 18, 70).Listed().Hinted("56 即 56 岁及以上；不填即不限"),
            Field.Number("years", "年龄至（岁）", 18, 70).Listed().Hinted("30 即 30 岁及以下；不填即不限"),
            Field.Text("specialty", "专业或专长含有", 40).Hinted("如 城乡规划；专长、所学专业、专业门类里有的都算"),
            Field.Code("source", "来源", CadreCodes.Source).Hinted("指标是某一来源时填"),
            Field.Code("team_kind", "班子类别", CadreCodes.TeamKind).Listed().FirstFilter().Hinted("不填的，各类班子都要"),
            Field.Code("scope", "考察范围", Scope).Required().Listed().DefaultsTo("1"),
            Field.Number("minimum", "不少于", 0, 10000).Required().Listed(),
            Field.Number("maximum", "不超过", 0, 10000).Listed().Hinted("不填即没有上限；只有上限的，不少于填 0"),
            Field.Flag("is_share", "按百分比").Listed().Hinted("是：不少于、不超过百分之几"),
            Field.Date("reckoned_on", "年龄计算日期").Hinted("不填即看的那一天；配备要求常定在年底"),
            Field.Text("document_no", "依据文号", 100).Required().Listed(),
            Field.Date("began_on", "自何日起").Required().Listed(),
            Field.Date("ended_on", "至何日前").Listed(),
            Field.Text("remark", "说明", 300),
        ],
        Conditions = [new("现行的", "ended_on.none=1")],
    };

    public static Task<IReadOnlyList<Requirement>> InForceAsync(Db db, DateOnly day, CancellationToken stop) =>
        db.QueryAsync<Requirement>("select id, name, attribute, years_from, years, specialty, source, team_kind, scope, minimum, maximum, is_share, reckoned_on, document_no, locality_path as path from team_requirement where removed_at is null and began_on <= @day and (ended_on is null or ended_on > @day) order by rank_order, id", new { day }, stop);

    static readonly string AgeSql = CadreSql.AgeOn("c.birth_on", "coalesce(r.reckoned_on, {day})");

    /// <summary>What <see cref="Requirement.Has"/> says of a holder, as SQL: <c>r</c> the requirement, <c>c</c> the cadre, <c>s</c> the seat.</summary>
    static readonly string HasSql = $$"""
        case r.attribute when '1' then {{AgeSql}} between coalesce(r.years_from, 0) and coalesce(r.years, 200) when '2' then c.sex = '2' when '3' then c.sex = '2' and s.is_principal when '4' then c.politics not in ('01', '02') when '5' then c.nation <> '01' when '6' then left({{CadreSql.Highest}}, 1) in ('1', '2')
          when '7' then c.grassroots_years > 0 when '8' then {{CadreSql.Knows("r.specialty", "{cadres.cadre_education}", "{cadres.cadre_specialty}")}} when '9' then c.source in ('3', '4', '5') when '10' then s.is_principal and {{AgeSql}} <= r.years when '11' then c.source = r.source end
        """;

    /// <summary>How many requirements of each single team the team <c>t</c> does not meet on the day of a figure.</summary>
    public static readonly string LackingSql = $$"""
        (select count(*)::int from cadres.team_requirement r
         cross join lateral (select count(*) filter (where {{HasSql}}) as have, count(*) as seats from cadres.team_seat s join {cadres.cadre_post} p on p.seat_id = s.id and p.removed_at is null and p.began_on <= {day} and (p.ended_on is null or p.ended_on > {day}) join {cadres.cadre} c on c.id = p.cadre_id
           where s.team_id = t.id and s.removed_at is null and s.is_counted and s.opened_on <= {day} and (s.closed_on is null or s.closed_on > {day})) h
         where r.removed_at is null and r.scope = '1' and r.began_on <= {day} and (r.ended_on is null or r.ended_on > {day}) and (r.team_kind is null or r.team_kind = t.kind) and starts_with(t.locality_path, r.locality_path)
           and (h.have < case when r.is_share then ceil(h.seats * r.minimum / 100.0) else r.minimum end or h.have > case when r.is_share then floor(h.seats * r.maximum / 100.0) else r.maximum end))
        """;
}

/// <summary>One requirement, and how it judges a team or a place.</summary>
public sealed record Requirement(Guid Id, string Name, string Attribute, int? YearsFrom, int? Years, string? Specialty, string? Source, string? TeamKind, string Scope, int Minimum, int? Maximum, bool IsShare, DateOnly? ReckonedOn, string DocumentNo, string Path)
{
    /// <summary>It asks of the place's own teams and those below, of its kind.</summary>
    public bool Concerns(TeamBoard team) => (TeamKind is null || TeamKind == team.Kind) && team.Path.StartsWith(Path, StringComparison.Ordinal);

    public bool Has(BoardSeat seat, DateOnly day) => seat.IsHeld && Attribute switch
    {
        "1" => seat.AgeOn(ReckonedOn ?? day) is { } age && !(age < YearsFrom) && !(age > Years),
        "2" => seat.Sex == "2",
        "3" => seat is { Sex: "2", IsPrincipal: true },
        "4" => seat.Politics is not (null or "01" or "02"),
        "5" => seat.Nation is not (null or "01"),
        "6" => seat.Education is ['1' or '2', ..],
        "7" => seat.GrassrootsYears > 0,
        "8" => seat.Known?.Contains(Specialty!, StringComparison.Ordinal) == true,
        "9" => seat.Source is "3" or "4" or "5",
        "10" => seat.IsPrincipal && seat.AgeOn(ReckonedOn ?? day) <= Years,
        "11" => seat.Source == Source,
        _ => false,
    };

    /// <summary>Of one team.</summary>
    public RequirementResult Judge(TeamBoard team)
    {
        var who = team.Held.Where(seat => seat.IsCounted && Has(seat, team.Day)).Select(seat => seat.Name!).ToList();
        return Result(team.Name, who.Count, team.Held.Count(seat => seat.IsCounted), who);
    }

    /// <summary>Of the teams of a place together: their members, or the teams that have somebody.</summary>
    public RequirementResult Judge(IReadOnlyCollection<TeamBoard> teams, string place)
    {
        var concerned = teams.Where(Concerns).ToList();
        if (Scope == "3") return Result(place, concerned.Count(team => team.Held.Any(seat => seat.IsCounted && Has(seat, team.Day))), concerned.Count, [.. concerned.Where(team => !team.Held.Any(seat => seat.IsCounted && Has(seat, team.Day))).Select(team => team.Name)]);
        var who = concerned.SelectMany(team => team.Held.Where(seat => seat.IsCounted && Has(seat, team.Day)).Select(seat => seat.Name!)).ToList();
        return Result(place, who.Count, concerned.Sum(team => team.Held.Count(seat => seat.IsCounted)), who);
    }

    RequirementResult Result(string where, int count, int of, IReadOnlyList<string> who)
    {
        var needed = IsShare ? (int)Math.Ceiling(of * Minimum / 100m) : Minimum;
        int? most = Maximum is { } limit ? IsShare ? (int)Math.Floor(of * limit / 100m) : limit : null;
        return new(this, where, count, of, needed, Math.Max(0, needed - count), most is { } top ? Math.Max(0, count - top) : 0, who);
    }

    /// <summary>What is asked of whom, as it stands above an answer.</summary>
    public string Asks => $"{Requirements.Attribute.NameOf(Attribute)}{(YearsFrom, Years) switch { (null, null) => "", ({ } from, null) => $"（{from} 岁及以上）", (null, { } to) => $"（{to} 岁及以下）", ({ } from, { } to) => $"（{from}—{to} 岁）" }}{(Source is null ? "" : $"（{CadreCodes.Source.NameOf(Source)}）")}";

    /// <summary>The bounds, as they are registered.</summary>
    public string Bounds => $"{(Minimum > 0 || Maximum is null ? $"不少于 {Minimum}{Unit}" : "")}{(Maximum is null ? "" : $"{(Minimum > 0 ? "，" : "")}不超过 {Maximum}{Unit}")}";
    string Unit => IsShare ? "%" : "";
}

/// <summary>Met, short by so many, or too many by so many.</summary>
public sealed record RequirementResult(Requirement Requirement, string Where, int Count, int Of, int Needed, int Short, int Excess, IReadOnlyList<string> Who)
{
    public bool IsMet => Off == 0;
    /// <summary>How far it is from what is asked, on either side.</summary>
    public int Off => Short + Excess;
    public string Lack => Short > 0 ? $"差 {Short}" : Excess > 0 ? $"多 {Excess}" : "达到";
    public string Words => $"{Count} {(Requirement.Scope == "3" ? "个" : "人")}{(Requirement.IsShare ? $"，占 {(Of == 0 ? 0 : Count * 100m / Of):0.#}%" : "")}，应{Requirement.Bounds}{(IsMet ? "" : $"，{Lack}")}";
}
