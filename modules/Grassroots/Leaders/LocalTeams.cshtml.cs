using Microsoft.AspNetCore.Mvc.RazorPages;

namespace OrgWork.Grassroots.Leaders;

/// <summary>“不走的工作队”: whom a village has of its own — secretary, 两委, reserve, those who prosper, members with a post — and who is missing.</summary>
[Needs(VillageCadres.Read)]
public sealed class LocalTeamsModel(Db db, Here here, RuleChecks checks) : PageModel
{
    public sealed record Village
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string LocalityPath { get; init; } = "";
        public string? Secretary { get; init; }
        public int Party { get; init; }
        public int Committee { get; init; }
        public int Reserves { get; init; }
        public int Prospering { get; init; }
        public int Posts { get; init; }
        public int Vacant { get; init; }
        public bool LacksReserve { get; init; }

        /// <param name="seesPosts">posts of members are for whoever may read them</param>
        public IEnumerable<string> Gaps(bool seesPosts)
        {
            if (Secretary is null) yield return "缺书记";
            if (Party == 0 || Committee == 0) yield return Party == 0 ? "缺村党组织班子" : "缺村（居）委会班子";
            if (LacksReserve) yield return Reserves == 0 ? "缺后备" : "后备不足";
            if (Prospering == 0) yield return "缺致富带头人";
            if (!seesPosts) yield break;
            if (Posts == 0) yield return "党员没有设岗";
            else if (Vacant > 0) yield return $"{Vacant} 个岗位没有人";
        }
    }
    public sealed record Person
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        /// <summary>cadre, reserve, post.</summary>
        public string Part { get; init; } = "";
        public string? PartyPost { get; init; }
        public string? CommitteePost { get; init; }
        public string? Source { get; init; }
        /// <summary>Who guides a reserve; what a post is called.</summary>
        public string? Mentor { get; init; }
        public string? Words { get; init; }
    }

    /// <summary>书记、主任: both posts of a cadre.</summary>
    public static string PostsOf(Person one) => string.Join("、", new[] { one.PartyPost is { } party ? VillageCadres.PartyPosts.NameOf(party) : null, one.CommitteePost is { } committee ? VillageCadres.CommitteePosts.NameOf(committee) : null }.OfType<string>());

    public const int Most = 300;
    /// <summary>Who prospers at home, by the code of where a cadre or a reserve comes from.</summary>
    const string Prospers = "1";

    public Here Here => here;
    public bool SeesPosts => here.May(MemberService.Read);
    public IReadOnlyList<Village> Villages { get; private set; } = [];
    public int All { get; private set; }
    public Village? Chosen { get; private set; }
    public IReadOnlyList<Person> People { get; private set; } = [];
    public int Lacking => Villages.Count(one => one.Gaps(SeesPosts).Any());

    public async Task OnGetAsync(Guid? of, CancellationToken stop)
    {
        var lit = RuleSql.Lit(VillageRules.Reserve, await checks.SettingsAsync(stop), db.Scope.Lo, Clock.Today);
        const string village = "o.is_village and o.removed_at is null and o.abolished_on is null and o.locality_path >= @Lo and o.locality_path < @Hi";
        var posts = SeesPosts ? "(select count(*)::int as posts, count(*) filter (where d.member_id is null)::int as vacant from duty_area d where d.locality_path >= o.locality_path and d.locality_path < org.upper_bound(o.locality_path) and d.removed_at is null)" : "(select 0 as posts, 0 as vacant)";
        // The villages first, each then looked up by its index.
        var rows = $"""
            select o.id, o.name, o.locality_path, c.secretary, c.party, c.committee, r.reserves, c.prospering + r.prospering as prospering, p.posts, p.vacant, o.id in ({lit}) as lacks_reserve
            from (select o.id, o.name, o.locality_path from organisation o where {village} and (@of::uuid is null or o.id = @of) order by o.locality_path, o.rank_order, o.id limit {Most}) o
            cross join lateral (select max(c.name) filter (where c.party_post = '1') as secretary, count(c.party_post)::int as party, count(c.committee_post)::int as committee, count(*) filter (where c.source = '{Prospers}')::int as prospering from village_cadre c where c.organisation_id = o.id and c.left_on is null and c.removed_at is null) c
            cross join lateral (select count(*)::int as reserves, count(*) filter (where c.source = '{Prospers}')::int as prospering from village_candidate c where c.organisation_id = o.id and c.is_reserve and c.left_on is null and c.appointed_on is null and c.removed_at is null) r
            cross join lateral {posts} p
            order by o.locality_path, o.name, o.id
            """;
        var at = new { db.Scope.Lo, db.Scope.Hi, of };
        (All, Villages) = await db.QueryManyAsync($"select count(*)::int from organisation o where {village}; {rows}", at, async grid => (await grid.ReadSingleAsync<int>(), (IReadOnlyList<Village>)[.. await grid.ReadAsync<Village>()]), stop);
        if (of is null || Villages is not [var chosen]) return;
        Chosen = chosen;
        People = await db.QueryAsync<Person>($"""
            select c.id, c.name, 'cadre' as part, c.party_post, c.committee_post, c.source, null::text as mentor, null::text as words, 1 as n, coalesce(c.party_post, '9') || coalesce(c.committee_post, '9') as k from village_cadre c where c.organisation_id = @of and c.left_on is null and c.removed_at is null
            union all
            select c.id, c.name, 'reserve', null, null, c.source, c.mentor, c.tryout, 2, c.name from village_candidate c where c.organisation_id = @of and c.is_reserve and c.left_on is null and c.appointed_on is null and c.removed_at is null
            {(SeesPosts ? "union all select d.id, coalesce(m.name, ''), 'post', null, null, d.kind, d.name, d.duties, 3, d.name from duty_area d left join member m on m.id = d.member_id where d.locality_path >= @path and d.locality_path < org.upper_bound(@path) and d.removed_at is null" : "")}
            order by n, k, id limit {Most}
            """, new { of, path = chosen.LocalityPath }, stop);
    }
}
