namespace OrgWork.Kernel;

/// <summary>排名次: the deed that places records of one contest by their number, and says where each stood in the contest before.</summary>
static class ProgrammeRanking
{
    /// <param name="population">the register's rows with what the number is reckoned from, as <c>t</c></param>
    internal static RegisterDeed Deed(DescribedRegister register, DescribedRanking ranking, string table, string population, string permission, string module)
    {
        var by = Formula.Parse(ranking.By, register, FormulaType.Number);
        List<DescribedField> within = [.. ranking.Within.Select(key => register.Fields.First(field => field.Key == key))];
        string Pairs(string one, string other) => string.Concat(within.Select(field => $" and {one}.{ProgrammeSchema.Name(field.Key)} is not distinct from {other}.{ProgrammeSchema.Name(field.Key)}"));
        string Row(string alias) => $"({string.Join(", ", within.Select(field => $"{alias}.{ProgrammeSchema.Name(field.Key)}"))})";
        var (name, rank) = (ProgrammeSchema.Name(register.Name!.Key), ProgrammeSchema.Name(ranking.Rank));
        // The contest before: the same name, the last one that lies before by the fields that tell contests apart.
        var before = ranking.Before is { } earlier && within.Count > 0
            ? $", {ProgrammeSchema.Name(earlier)} = (select p.{rank} from {table} p where p.removed_at is null and p.{name} = t.{name} and p.locality_path = t.locality_path and {Row("p")} < {Row("t")} and p.{rank} is not null order by {string.Join(", ", within.Select(field => $"p.{ProgrammeSchema.Name(field.Key)} desc"))} limit 1)" : "";
        // What each has come to since the widest contest began, this one included.
        var season = "";
        if (within.Count > 1 && (ranking.Total ?? ranking.Standing) is not null)
        {
            var widest = ProgrammeSchema.Name(within[0].Key);
            var own = $"(select s.total from season s where s.called = t.{name} and s.locality_path = t.locality_path)";
            season = $", season as materialized (\n  select t.{name} as called, t.locality_path, sum({by.Sql.Replace("{day}", "org.today()", StringComparison.Ordinal)}) as total from (select p.* from ({population}) p join {table} mine on mine.id = @Id and p.{widest} = mine.{widest} and {Row("p")} <= {Row("mine")}) t group by 1, 2)";
            if (ranking.Total is { } total) before += $", {ProgrammeSchema.Name(total)} = round({own})::int";
            if (ranking.Standing is { } standing) before += $", {ProgrammeSchema.Name(standing)} = 1 + (select count(*) from season o where o.total > {own})";
        }
        return new("rank", "排名次", permission)
        {
            Consequence = $"按“{by.Explain()}”由高到低，和{(within.Count == 0 ? "" : "同一" + string.Join("、", within.Select(field => field.Label)) + "的")}全部{register.Noun}比出名次，同分同名次；有一条改了分，请选中全部再排一次{(season == "" ? "" : $"；同时算出{within[0].Label}内到这一次为止的累计和位次")}",
            Done = async (db, deed, stop) =>
            {
                // Who stands below the programme's own place does not see everybody there is to compare with.
                if (!await db.FirstAsync<bool>("select coalesce(h.path >= @Lo and h.path < @Hi, false) from org.programme_home(@module) h (path)", new { module, db.Scope.Lo, db.Scope.Hi }, stop)) return $"名次要和全部{register.Noun}比，您在这里只看得到一部分；请由建立本专项的区划来排";
                return await db.ExecuteAsync($"""
                    with scored as materialized (
                      select t.id, {by.Sql.Replace("{day}", "org.today()", StringComparison.Ordinal)} as score from (select p.* from ({population}) p join {table} mine on mine.id = @Id{Pairs("p", "mine")}) t){season}
                    update {table} t set {rank} = 1 + (select count(*) from scored o where o.score > mine.score){before}, version = version + 1, changed_at = now(), changed_by = org.actor()
                    from scored mine where t.id = @Id and mine.id = t.id and mine.score is not null
                    """, new { deed.Id }, stop) == 0 ? "还没有成绩，排不了名次" : null;
            },
        };
    }
}
