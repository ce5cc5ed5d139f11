namespace OrgWork.Grassroots;

/// <summary>Who was sent to the villages of each county and is there, month by month. Planted: villages nobody was sent to, terms that end next month, months not spent there, one called back whose place is still empty.</summary>
static class PostingDemo
{
    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        await using var command = new Npgsql.NpgsqlCommand(Fill, city.Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(stop);
    }

    static readonly string[] Tables = ["posting_target", "posting", "posting_month", "posting_leave", "posting_diary", "posting_check", "posting_training", "posting_benefit", "posting_case", "posting_task"];

    static string Fill => $$"""
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} disable trigger user;"))}}
        create temporary table posted_village on commit drop as
          select o.id, o.name, o.locality_path as path, o.sphere, row_number() over (partition by c.id, o.sphere order by md5(o.id::text || 'posted'))::int as nth, c.short_name as county
          from grassroots.organisation o join org.locality c on c.kind = 3 and starts_with(o.locality_path, c.path) where o.is_village and o.abolished_on is null and o.removed_at is null;
        insert into grassroots.posting_target (id, locality_path, rank_order, title, organisation_id, kind, reason, listed_on, document_no)
          select md5(v.id::text || 'target')::uuid, v.path, v.nth, v.name, v.id, case v.sphere when '2' then '2' else '1' end, case v.sphere when '2' then '5' else (array['2', '3', '4'])[1 + v.nth % 3] end, date '2025-05-10', '县组发〔2025〕11号' from posted_village v where v.nth <= case v.sphere when '2' then 6 else 14 end;
        insert into grassroots.posting (id, locality_path, rank_order, name, name_pinyin, name_initials, unit, level, organisation_id, role, began_on, due_on, document_no)
          select md5(v.id::text || 'posting' || r.role)::uuid, v.path, v.nth, n.name, n.pinyin, n.initials, case v.nth % 5 when 0 then '省农科院' when 1 then '市财政局' else v.county || (array['水利局', '司法局', '卫健局', '税务局'])[1 + v.nth % 4] end, case v.nth % 5 when 0 then '1' when 1 then '2' else '3' end, v.id, r.role,
                 date '2025-06-01' - case when v.nth % 6 = 2 then 168 else 0 end, date '2027-06-01' - case when v.nth % 6 = 2 then 168 else 0 end, '县组发〔2025〕12号'
          from posted_village v join (values ('1', '1'), ('1', '3'), ('2', '4')) r (sphere, role) on (r.sphere = '2') = (v.sphere = '2') and (r.role <> '3' or v.nth % 2 = 0)
          join lateral (select k.name, k.pinyin, k.initials from (values (0, '路远航', 'luyuanhang', 'lyh'), (1, '石立春', 'shilichun', 'slc'), (2, '江晓岚', 'jiangxiaolan', 'jxl'), (3, '乔振声', 'qiaozhensheng', 'qzs'), (4, '温雅琴', 'wenyaqin', 'wyq'), (5, '骆建平', 'luojianping', 'ljp'), (6, '段明辉', 'duanminghui', 'dmh')) k (k, name, pinyin, initials) where k.k = (v.nth + r.role::int) % 7) n on true
          where v.nth <= case v.sphere when '2' then 5 else 12 end;
        insert into grassroots.posting_month (id, posting_id, locality_path, rank_order, month, days, plan, summary)
          select md5(p.id::text || m.month)::uuid, p.id, p.locality_path, -(m.month::date - date '2000-01-01'), m.month::date, case when p.rank_order % 5 = 3 and m.month = '2026-10-01' then 12 else 20 + (p.rank_order + extract(month from m.month)::int) % 5 end, '入户走访，推进产业项目', '走访二十户，解决饮水问题一件'
          from grassroots.posting p cross join generate_series(date '2026-05-01', date '2026-10-01', interval '1 month') m (month) where p.rank_order % 7 > 0 or m.month < '2026-10-01';
        insert into grassroots.posting_leave (id, posting_id, locality_path, rank_order, began_on, ended_on, reason, approved_by, back_on) select md5(p.id::text || 'leave')::uuid, p.id, p.locality_path, 1, date '2026-09-07', date '2026-09-09', '家中老人住院', '镇党委书记', date '2026-09-10' from grassroots.posting p where p.rank_order % 3 = 0;
        insert into grassroots.posting_diary (id, posting_id, locality_path, rank_order, done_on, words) select md5(p.id::text || d.words)::uuid, p.id, p.locality_path, d.k, d.done, d.words from grassroots.posting p cross join (values (2, date '2026-10-12', '同村“两委”商量冷库选址，走访三户'), (1, date '2026-11-16', '联系农技站到田间指导，整理帮扶台账')) d (k, done, words);
        insert into grassroots.posting_check (id, posting_id, locality_path, rank_order, checked_on, checker, is_there, words) select md5(p.id::text || 'check')::uuid, p.id, p.locality_path, 1, date '2026-10-20' + p.rank_order % 9, '县委组织部督查组', p.rank_order % 5 <> 3, case when p.rank_order % 5 = 3 then '不在村，没有请假' else '在岗，台账齐全' end from grassroots.posting p where p.rank_order % 2 = 1;
        insert into grassroots.posting_training (id, posting_id, locality_path, rank_order, title, began_on, hours, held_by) select md5(p.id::text || 'trained')::uuid, p.id, p.locality_path, 1, '驻村干部轮训班', date '2026-04-13', 24, '市委组织部' from grassroots.posting p;
        insert into grassroots.posting_benefit (id, posting_id, locality_path, rank_order, kind, period, amount, paid_on) select md5(p.id::text || b.kind)::uuid, p.id, p.locality_path, b.k, b.kind, b.period, b.amount, b.paid from grassroots.posting p cross join (values (1, '1', '2026 年上半年', 9000, date '2026-07-08'), (2, '3', '2026 年度', 120, date '2026-01-20')) b (k, kind, period, amount, paid);
        insert into grassroots.posting_case (id, locality_path, rank_order, title, posting_id, organisation_id, kind, level, reason, decider, decided_on, document_no)
          select md5(p.id::text || 'case')::uuid, p.locality_path, 1, p.name, p.id, p.organisation_id, case p.rank_order when 3 then '2' when 8 then '3' else '1' end, p.level, case p.rank_order when 3 then '抽查两次不在村' when 8 then '履职不到位，群众反映强烈' else '驻村工作成绩突出' end, '县委组织部', date '2026-10-30', '县组通〔2026〕41号'
          from grassroots.posting p where p.role = '1' and p.rank_order in (1, 3, 5, 8);
        update grassroots.posting set ended_on = date '2026-10-30', ended_kind = '3', ended_words = '履职不到位，群众反映强烈' where role = '1' and rank_order = 8;
        insert into grassroots.posting_task (id, locality_path, rank_order, title, posting_id, organisation_id, role, owner, given_on, due_on) select md5(p.id::text || 'task')::uuid, p.locality_path, 1, '接替' || p.name, p.id, p.organisation_id, p.role, '组织二科', date '2026-10-30', date '2026-11-15' from grassroots.posting p where p.ended_kind = '3';
        {{string.Join(' ', Tables.Select(table => $"alter table grassroots.{table} enable trigger user;"))}}
        """;
}
