using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Kernel.Figures;

/// <summary>What a figure or a table told of a day it tells for ever: what is finished, answered, received, given up or moved later is still open, and still there, on that day.</summary>
public sealed class PastFigureTests(StatisticsHost statistics) : IClassFixture<StatisticsHost>
{
    static readonly DateOnly[] Days = [new(2025, 12, 31), Clock.Today.AddDays(-20)];

    /// <summary>Figures that are about the present by what they mean, and why.</summary>
    static readonly Dictionary<string, string> OfThePresent = new()
    {
        ["talent governance-talents"] = "基层党建公布的是现在在岗的党务工作者", ["talent governance-certified"] = "基层党建公布的是现在在岗的党务工作者",
    };

    // Days of what is to be, not of what has been; days on which something began, which are unknown where they are missing and not later; birthdays.
    const string Meant = "(^|_)(birth|due|end|ends|planned|plan|valid|until|expires|opens|closes|remind|next|limit|look_back|retire|began|begin|begins|opened|founded|established|installed|since|start|starts|joined|applied|full|graduated|introduced|taken_from|deadline|expected|promised)(_|$)";

    /// <summary>Whatever has no day yet has it today, row by row where a table says no to one of them; whatever has states is in its last.</summary>
    const string Finish = $$"""
        do $body$
        declare c record; r record; done int := 0;
        begin
          update org.procedure_case set state = 'done', closed_on = org.today() where state = 'open';
          insert into org.work_act (id, item_id, locality_path, other_path, module, kind, on_day, entered_by_name) select gen_random_uuid(), id, locality_path, other_path, module, '取消', org.today(), '试' from org.work_item where hashtext(id::text) % 5 = 0 and state in ('open', 'applied', 'checked');
          update org.work_item set state = case when hashtext(id::text) % 5 = 0 then 'cancelled' else 'closed' end, closed_on = org.today(), percent = 100 where state in ('open', 'applied', 'checked');
          for c in select n.nspname as s, t.relname as t, a.attname as a from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
            where t.relkind in ('r', 'p') and not t.relispartition and t.relname !~ '_history$' and a.attnum > 0 and not a.attisdropped and not a.attnotnull and a.attgenerated = '' and a.atttypid = 'date'::regtype and a.attname ~ '_on$' and a.attname !~ '{{Meant}}'
              and (n.nspname in ('grassroots', 'cadres', 'department', 'talent', 'programmes') or n.nspname = 'org' and t.relname in ('work_party', 'work_item')) and exists (select from pg_attribute i where i.attrelid = t.oid and i.attname = 'id')
            order by 1, 2, a.attnum
          loop
            begin
              execute format('update %I.%I set %I = org.today() where %I is null', c.s, c.t, c.a, c.a);
              done := done + 1;
            exception when others then
              for r in execute format('select id from %I.%I where %I is null order by id limit 60', c.s, c.t, c.a) loop
                begin
                  execute format('update %I.%I set %I = org.today() where id = $1', c.s, c.t, c.a) using r.id;
                exception when others then null;
                end;
              end loop;
            end;
          end loop;
          -- What has come to one of several ends (used or unfit, settled or doubtful) does not come to another.
          for c in select n.nspname as s, t.relname as t, case t.relname when 'nomination' then 'state = ''1''' when 'archive_determination' then 'state < ''3''' else 'true' end as open from pg_attribute a join pg_class t on t.oid = a.attrelid join pg_namespace n on n.oid = t.relnamespace
            where t.relkind in ('r', 'p') and not t.relispartition and t.relname !~ '_history$' and a.attname = 'state' and a.atttypid = 'text'::regtype and n.nspname in ('grassroots', 'cadres', 'department', 'talent')
              -- A record of something past that is confirmed later was so all the time; a check found what it found.
              and t.relname not in ('meeting', 'standard_check') order by 1, 2
          loop
            begin
              execute format('update %I.%I set state = (select max(state) from %I.%I) where state <> (select max(state) from %I.%I) and %s', c.s, c.t, c.s, c.t, c.s, c.t, c.open);
            exception when others then
              for r in execute format('select id from %I.%I where %s order by id limit 60', c.s, c.t, c.open) loop
                begin
                  execute format('update %I.%I set state = (select max(state) from %I.%I) where id = $1', c.s, c.t, c.s, c.t) using r.id;
                exception when others then null;
                end;
              end loop;
            end;
          end loop;
          if done < 150 then raise exception 'only % columns', done; end if;
        end $body$
        """;

    /// <summary>People and organisations go to the other county.</summary>
    const string Move = """
        update grassroots.member m set locality_path = x.path from (select path from org.locality where kind = 5 order by path desc limit 1) x where m.id in (select id from grassroots.member order by id desc limit 60);
        update cadres.cadre c set locality_path = x.path from (select path from org.locality where kind = 3 order by path limit 1) x where c.id in (select c.id from cadres.cadre c join org.locality l on l.path = c.locality_path where l.kind in (3, 4) order by c.id limit 20);
        update talent.talent t set locality_path = x.path from (select path from org.locality where kind = 3 order by path desc limit 1) x where t.id in (select id from talent.talent order by id limit 15);
        update grassroots.member set education = '81', occupation = '99', is_floating = not is_floating, membership_state = '1' where birth_on < '1970-01-01';
        update cadres.cadre set level = '1A31', rank = 'R04', status = '2' where birth_on < '1975-01-01';
        """;

    [Fact]
    public async Task Every_figure_and_table_of_a_past_day_is_the_same_after_all_that_is_open_was_finished_and_people_have_moved()
    {
        var before = await AllAsync();
        await statistics.Host.DoAsync(Finish);
        var finished = await AllAsync();
        Same(before, finished, "finished");
        await statistics.Host.DoAsync(Move);
        Same(before, await AllAsync(), "moved");

        // There was something to be told, and today tells otherwise.
        Assert.True(before.Values.Count(value => value.Any(letter => letter is >= '1' and <= '9')) > 400, $"{before.Count}");
    }

    static void Same(SortedDictionary<string, string> before, SortedDictionary<string, string> after, string what)
    {
        var differing = before.Where(one => after[one.Key] != one.Value && !OfThePresent.ContainsKey(one.Key.Split(' ')[0] + " " + one.Key.Split(' ')[^1])).Select(one => $"{one.Key}: {one.Value} → {after[one.Key]}").ToList();
        Assert.True(differing.Count == 0, $"{what}: {differing.Count}\n" + string.Join('\n', differing));
    }

    async Task<SortedDictionary<string, string>> AllAsync()
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var place in statistics.Places)
            foreach (var day in Days)
                foreach (var locality in statistics.Tree.ChildrenOf(statistics.City).Append(statistics.City))
                {
                    var (reader, db) = await statistics.ReaderAsync(place, locality, day);
                    await using var _ = db;
                    string Key(string id) => $"{place.Module.Id} {locality.Name} {AsOf.Format(day)} {id}";
                    foreach (var (figure, value) in await reader.ValuesAsync(place.Set.Figures, default)) all[Key(figure.Id)] = $"{value.Value:0.##} = {value.Part:0.##}/{value.Whole:0.##} ({value.Count}/{value.OutOf})";
                    foreach (var grid in await reader.GridsAsync(place.Set.Reports, default)) all[Key(grid.Report.Number)] = string.Join(" | ", grid.Cells.Select(row => string.Join(',', row)));
                }
        return all;
    }
}
