namespace OrgWork.Cadres;

/// <summary>Figures of the teams: approved and filled, young members and women in the first place, age bands, specialties asked for and placed, sources, teams analysed, scarce specialties (I-C4–I-C13).</summary>
static class TeamFigures
{
    const string Group = "班子结构", Quotas = "职数", Source = "领导班子和干部队伍结构分析（本平台）", Asked = "市委配备要求";

    /// <summary>Who holds a seat that counts, as 结构要求对照 counts them: somebody with two such seats is counted in both teams. Lines of the career have days of their own.</summary>
    static readonly Counted Seats = new()
    {
        Id = "team-seats", Title = "占职数的班子成员", ReadPermission = "cadres.teams.read", RecordPath = "cadres/files", RecordColumn = "cadre_id",
        Columns = [Field.Text("team", "班子"), Field.Text("post", "职位").Wide(), Field.Code("team_kind", "班子类别", CadreCodes.TeamKind), Field.Code("level", "职位层次", StandardCodes.PostLevel), Field.Flag("is_principal", "正职"), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge(), Field.Code("source", "人员来源", CadreCodes.Source), Field.Date("since_on", "任职时间")],
        Sql = $$"""
            select p.id, c.id as cadre_id, t.locality_path, c.name as title, t.name as team, t.kind as team_kind, s.level, s.post, s.is_principal, c.sex, c.birth_on, c.nation, c.politics, c.source, c.grassroots_years, {{CadreSql.Highest}} as education,
                   {{Lines.Age("c.birth_on")}} as age, p.began_on as since_on, p.began_on >= {from} as is_new,
                   exists (select from cadres.team_specialty r where r.team_id = t.id and r.removed_at is null and r.began_on <= {day} and (r.ended_on is null or r.ended_on > {day}) and {{CadreSql.Knows("r.specialty", "{cadres.cadre_education}", "{cadres.cadre_specialty}")}}) as is_asked_for
            from cadres.team t join cadres.team_seat s on s.team_id = t.id and s.removed_at is null and s.is_counted and s.opened_on <= {day} and (s.closed_on is null or s.closed_on > {day})
            join {cadres.cadre_post} p on p.seat_id = s.id and p.removed_at is null and p.began_on <= {day} and (p.ended_on is null or p.ended_on > {day}) join {cadres.cadre} c on c.id = p.cadre_id where t.removed_at is null
            """,
    };

    const string Held = "cadres.team_seat s join {cadres.cadre_post} p on p.seat_id = s.id and p.removed_at is null and p.began_on <= {day} and (p.ended_on is null or p.ended_on > {day})";

    static readonly Counted Teams = new()
    {
        Id = "teams", Title = "领导班子", Counter = "个班子", ReadPermission = "cadres.teams.read", RecordPath = "cadres/teams/board",
        Columns = [Field.Code("kind", "班子类别", CadreCodes.TeamKind), Field.Number("approved", "核定"), Field.Number("occupied", "占职数的现任"), Field.Number("over", "超配"), Field.Text("lacking", "缺的专业").Wide()],
        Sql = $$"""
            select t.id, t.locality_path, t.name as title, t.kind, q.approved, h.occupied, greatest(h.occupied - q.approved, 0) as over, q.levels_over, {{QuotaExceptions.InForce("{day}")}} as extra, asked.asked, asked.lacking from cadres.team t
            cross join lateral (select coalesce(max(q.approved) filter (where q.level is null), sum(q.approved) filter (where q.level is not null)::int) as approved,
                count(*) filter (where q.level is not null and q.approved + {{QuotaExceptions.InForce("{day}", "q.level")}} < (select count(*) from {{Held}} where s.team_id = t.id and s.removed_at is null and s.is_counted and s.opened_on <= {day} and (s.closed_on is null or s.closed_on > {day}) and s.level = q.level))::int as levels_over
              from cadres.team_quota q where q.team_id = t.id and q.removed_at is null and q.began_on <= {day} and (q.ended_on is null or q.ended_on > {day})) q
            cross join lateral (select count(*)::int as occupied from {{Held}} where s.team_id = t.id and s.removed_at is null and s.is_counted and s.opened_on <= {day} and (s.closed_on is null or s.closed_on > {day})) h
            cross join lateral (select count(*)::int as asked, string_agg(r.specialty, '、' order by r.rank_order, r.id) filter (where k.have < r.minimum) as lacking from cadres.team_specialty r
              cross join lateral (select count(*)::int as have from {{Held}} join {cadres.cadre} c on c.id = p.cadre_id where s.team_id = t.id and s.removed_at is null and {{CadreSql.Knows("r.specialty", "{cadres.cadre_education}", "{cadres.cadre_specialty}")}}) k
              where r.team_id = t.id and r.removed_at is null and r.began_on <= {day} and (r.ended_on is null or r.ended_on > {day})) asked
            where t.removed_at is null
            """,
    };

    /// <summary>Teams that sessions of the year are about, whether they have been listed there or not.</summary>
    static readonly Counted Analysed = new()
    {
        Id = "analysed-teams", Title = "分析研判范围里的班子", Counter = "个班子", ReadPermission = TeamYears.Analyse, RecordPath = "cadres/teams/board",
        Columns = [Field.Code("kind", "班子类别", CadreCodes.TeamKind), Field.Date("analysed_on", "研判日期"), Field.Code("measure", "建议措施", TeamAnalyses.Measures)],
        Sql = """
            select t.id, t.locality_path, t.name as title, t.kind, a.analysed_on, a.measure from cadres.team t
            join lateral (select max(x.analysed_on) as analysed_on, (array_agg(x.measure order by x.analysed_on desc nulls last))[1] as measure from cadres.team_analysis a
                left join cadres.analysed_team x on x.team_analysis_id = a.id and x.team_id = t.id and x.removed_at is null and x.analysed_on <= {day}
                where a.removed_at is null and a.held_on between {from} and {day} and starts_with(t.locality_path, a.locality_path) and (a.scope = '5' or a.scope = t.kind or a.scope = '4' and t.kind > '3') having count(*) > 0) a on true
            where t.removed_at is null
            """,
    };

    static readonly Counted Scarce = new()
    {
        Id = "scarce", Title = "紧缺专业", Counter = "项", ReadPermission = "cadres.teams.read", RecordPath = "cadres/scarce-specialties",
        Columns = [Field.Text("posts", "需要的班子和岗位").Wide(), Field.Number("demand", "需求"), Field.Number("supply", "现有"), Field.Number("gap", "缺口"), Field.Code("measure", "办法", TeamAnalyses.Ways)],
        Sql = $$"""
            select s.id, s.locality_path, s.name as title, s.posts, s.demand, has.supply, greatest(s.demand - has.supply, 0) as gap, s.measure from cadres.scarce_specialty s
            cross join lateral (select count(*)::int as supply from {cadres.cadre} c where c.status = '1' and starts_with(c.locality_path, s.locality_path) and {{CadreSql.Knows("s.tag", "{cadres.cadre_education}", "{cadres.cadre_specialty}")}}) has
            where s.removed_at is null and s.year = extract(year from {day})::int
            """,
    };

    const string Young = "team_kind = '3' and age < {limit} + {inclusive}";

    // Where a place has set its own ends of the bands, the names keep the usual ones and the formula says so.
    static string BandName(int n) => n == 1 ? "30岁及以下" : n == 6 ? "51岁及以上" : $"{30 + (n - 2) * 5 + 1}—{30 + (n - 1) * 5}岁";

    static Figure Band(int n) => new()
    {
        Id = $"team-band-{n}", Title = $"班子成员{BandName(n)}占比", Group = Group, Of = Seats, Under = [TeamRules.AgeBands], OutOf = "age is not null",
        Where = n == 1 ? "age <= {b1}" : n == 6 ? "age > {b5}" : $"age > {{b{n - 1}}} and age <= {{b{n}}}",
        Formula = $"{BandName(n)}的成员 ÷ 有出生日期的成员；分档的年龄以规则“{TeamRules.AgeBands.Title}”里设定的为准，上面是通常的", Source = Source,
    };

    static Figure Share(string id, string title, string where, string formula) => new() { Id = id, Title = title, Group = Group, Of = Seats, Where = where, OutOf = "true", Formula = formula, Source = Source };

    public static readonly IReadOnlyList<Figure> All =
    [
        new() { Id = "quota-use", Title = "职数占用率", Group = Quotas, Of = Teams, Where = "approved is not null", OutOf = "approved is not null", Sum = "occupied", SumOf = "approved", Wanting = "approved is null", WantingWords = "没有核定职数的", Period = "当日、月末", Formula = "占职数的现任之和 ÷ 核定职数之和（没有核定的班子不计）", Source = "领导职数核定文件" },
        new() { Id = "quota-over", Title = "超配人数", Group = Quotas, Of = Teams, Where = "over > 0", Sum = "over", Unit = "人", Period = "当日、月末", Formula = "各班子占职数的现任超过核定职数的人数之和", Source = "党政领导干部选拔任用工作条例", Better = Better.Lower, Red = 0 },
        new() { Id = "quota-broken", Title = "超职数的班子", Group = Quotas, Of = Teams, Breaks = TeamRules.Quota, Period = "当日、月末", Formula = "总数或某一层次超过核定职数、没有经上一级同意的班子（与规则“领导职数不得超过核定数”同一口径）", Source = "党政领导干部选拔任用工作条例", Better = Better.Lower, Red = 0 },

        new() { Id = "team-age", Title = "班子成员平均年龄", Group = Group, Of = Seats, Mean = "age", Unit = "岁", Formula = "占职数的班子成员周岁之和 ÷ 人数", Source = Source },
        .. Enumerable.Range(1, 6).Select(Band),
        Share("team-women", "班子成员女性占比", "sex = '2'", "女班子成员 ÷ 占职数的班子成员"),
        Share("team-non-party", "班子成员党外占比", "politics not in ('01', '02')", "党外班子成员 ÷ 占职数的班子成员"),
        new() { Id = "township-30", Title = "乡镇（街道）班子30岁以下", Group = Group, Of = Seats, Under = [TeamRules.Youngest], Where = Young, Period = "年末", Formula = "乡镇、街道班子占职数的成员中不超过第一条年龄线（默认 30 岁，含 30 岁，在规则里设定）的人数；目标由上级规定，各地录入", Source = Asked, Better = Better.Higher },
        new() { Id = "township-35", Title = "乡镇（街道）班子35岁以下", Group = Group, Of = Seats, Under = [TeamRules.Younger], Where = Young, Period = "年末", Formula = "乡镇、街道班子占职数的成员中不超过第二条年龄线（默认 35 岁，含 35 岁，在规则里设定）的人数", Source = Asked, Better = Better.Higher },
        new() { Id = "female-principals", Title = "女性党政正职", Group = Group, Of = Seats, Where = "team_kind in ('1', '3') and is_principal and sex = '2'", Period = "年末", Formula = "市县党政班子、乡镇（街道）班子正职里的女干部", Source = Asked, Better = Better.Higher },
        new() { Id = "specialties-met", Title = "班子专业结构达标率", Group = Group, Of = Teams, Where = "lacking is null", OutOf = "asked > 0", Wanting = "asked > 0 and lacking is not null", WantingWords = "缺专业的", Period = "年", Formula = "需要的专业都有人的班子 ÷ 登记了需要的专业的班子", Source = Source, Better = Better.Higher },
        new() { Id = "specialists-placed", Title = "选配专业干部进班子", Group = Group, Of = Seats, Where = "is_new and is_asked_for", Period = "年", Formula = "当年任职、有班子所需专业的成员", Source = Asked, Better = Better.Higher },
        new() { Id = "scarce-gap", Title = "紧缺专业缺口", Group = Group, Of = Scarce, Where = "gap > 0", Sum = "gap", Unit = "人", Period = "年", Formula = "当年各紧缺专业的需求减现有，不足的人数之和", Source = Source, Better = Better.Lower },
        .. CadreCodes.Source.Codes.Select(source => Share("team-source-" + source.Value.ToLowerInvariant(), "班子成员来源：" + source.Name, $"source = '{source.Value}'", $"来源为{source.Name}的班子成员 ÷ 占职数的班子成员")),
        Share("team-grassroots", "班子成员有基层经历占比", "grassroots_years > 0", "有基层工作经历的班子成员 ÷ 占职数的班子成员"),
        new() { Id = "teams-analysed", Title = "班子分析研判覆盖率", Group = Group, Of = Analysed, Where = "analysed_on is not null", OutOf = "true", Wanting = "analysed_on is null", WantingWords = "还没有研判的", Period = "年", Formula = "已经研判的班子 ÷ 当年分析研判范围里的班子", Source = "领导班子和领导干部综合分析研判", Better = Better.Higher, Yellow = 100 },
    ];
}
