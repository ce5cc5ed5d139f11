namespace OrgWork.Cadres;

/// <summary>职级 on the file: what the rules know of it, and the deed that gives the next one.</summary>
static class RankFile
{
    /// <summary>Columns of <see cref="From"/> that the rules ask for.</summary>
    public const string Facts = "x.current_rank, x.rank_since, x.target_rank, g.excellent_years, g.basic_years";

    /// <summary>
    /// Beside a cadre <c>c</c>: the rank that counts, since when, and the next. Who holds a leading post has at least the rank that goes with it (rules A13). Only the
    /// sequence of 综合管理类 has these twelve. Grades count from the year in which the rank was reached.
    /// </summary>
    public const string From = """
        cross join lateral (select case c.level when '1A21' then 'R01' when '1A22' then 'R02' when '1A31' then 'R04' when '1A32' then 'R06' when '1A41' then 'R08' when '1A42' then 'R10' end as rank) l
        cross join lateral (
          select case when l.rank is null or c.rank < l.rank then c.rank else l.rank end as current_rank,
                 date_trunc('month', case when l.rank is null or c.rank < l.rank then c.rank_began_on when c.rank = l.rank then least(c.rank_began_on, c.level_began_on) else c.level_began_on end::timestamp)::date as rank_since) r
        cross join lateral (select r.current_rank, r.rank_since, case when r.current_rank > 'R01' and coalesce(c.category, '1') in ('1', '5', '6', '61') then 'R' || to_char(substr(r.current_rank, 2)::int - 1, 'FM00') end as target_rank) x
        cross join lateral (
          select count(*) filter (where a.grade = '1')::int as excellent_years, count(*) filter (where a.grade in ('3', '3B'))::int as basic_years
          from cadre_assessment a where a.cadre_id = c.id and a.kind = '20' and a.removed_at is null and a.year >= extract(year from x.rank_since)) g
        """;

    public sealed record Known(string? CurrentRank, DateOnly? RankSince, string? TargetRank, int ExcellentYears, int BasicYears)
    {
        public RankFacts AsFacts => new() { CurrentRank = CurrentRank, RankSince = RankSince is { } since ? Month.Of(since) : null, TargetRank = TargetRank, ExcellentYears = ExcellentYears, BasicYears = BasicYears };
    }

    sealed record Wanted(string Status, string? CurrentRank, DateOnly? RankSince, int ExcellentYears, int BasicYears, DateOnly? AffectedUntil);

    public static readonly RegisterDeed Promote = new("promote-rank", "晋升职级", "cadres.files.edit")
    {
        Consequence = "自审批之日起改为新的职级，任职级时间同时改；原来的留在历史里。逐级、年限、影响期和公示不合规定的不能办",
        Fields = [Field.Code("rank", "晋升后的职级", StandardCodes.Rank).Required(), Field.Date("published_on", "公示开始").Required().Past(), Field.Date("decided_on", "审批日期").Required().Past(), Field.Text("document_no", "批准文号", 60).Required()],
        Done = PromoteAsync,
    };

    static async Task<string?> PromoteAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var (rank, day) = (deed.Text("rank"), deed.Day("decided_on")!.Value);
        if (await db.FirstAsync<Wanted>($"""
            select c.status, x.current_rank, x.rank_since, g.excellent_years, g.basic_years,
                   (select max(m.effect_until) from cadre_measure m where m.cadre_id = c.id and m.removed_at is null and m.began_on <= @day) as affected_until
            from cadre c {From} where c.id = @Id and c.removed_at is null
            """, new { deed.Id, day }, stop) is not { Status: "1" } one) return "不是现职人员";
        var facts = new RankFacts { CurrentRank = one.CurrentRank, RankSince = one.RankSince is { } since ? Month.Of(since) : null, TargetRank = rank, ExcellentYears = one.ExcellentYears, BasicYears = one.BasicYears, DecidedOn = day, AffectedUntil = one.AffectedUntil, PublishedOn = deed.Day("published_on") };
        var settings = await RuleSettings.ReadAsync(db, stop);
        foreach (var rule in RankRules.Asked)
            if (rule.Check(facts, settings.For(rule, deed.LocalityPath, day)) is { Outcome: Outcome.Broken or Outcome.Unknown } finding)
                // Until when a measure has its effect is opened for a purpose, and not here.
                return finding.IsBroken ? $"{rule.WhenBroken}（{rule.Basis}）{(rule == RankRules.NotAffected ? "" : "：" + finding.Words)}" : $"{rule.Title}：{finding.Words}";
        await db.TakesEffectAsync(day, stop);
        // Where the title on the form names the rank, it names the new one.
        if (one.CurrentRank is { } held) await db.ExecuteAsync("update cadre set post_title = replace(post_title, @before, @now) where id = @Id and strpos(post_title, @before) > 0", new { deed.Id, before = StandardCodes.Rank.NameOf(held), now = StandardCodes.Rank.NameOf(rank!) }, stop);
        await db.ExecuteAsync("update cadre set rank = @rank, rank_began_on = date_trunc('month', @day::timestamp)::date, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, rank, day, by = db.Actor.Id }, stop);
        await InformationSets.RiseAsync(db, deed.Id, null, rank, day, deed.Text("document_no"), stop);
        return null;
    }
}
