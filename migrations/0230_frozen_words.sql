-- owner: reports
-- 定稿的字句: an edition is read from its own rows: what a figure and a place were called, how it was counted, and whether the public may be told.

alter table report_figure
  add column section text,
  add column title text,
  -- ends the sentence 等…, of a figure that had no records
  add column waits text,
  add column unit_name text,
  add column name_zh text,
  add column definition text,
  add column measure text,
  -- null: no indicator
  add column aggregate text check (aggregate in ('count', 'distinct', 'sum', 'ratio')),
  add column counts_people boolean,
  -- it tells of one to four people: the public is told "<5"
  add column suppressed boolean;

-- What was frozen before is given the words of the day of this migration; nothing older is kept anywhere.
update report_figure f set section = said.section, title = said.title, waits = said.waits from (values
  ('T25', 'overview', '三年行动计划，每个方面都有数', '三年行动计划录进来'),
  ('T01', 'appraisal', '村（社区）书记轮番述职', '述职会议的记录'),
  ('T02', 'identity', '“六个一”活动', '活动记录录进来'),
  ('T03', 'identity', '党员培训', '培训班次录进来'),
  ('T04', 'identity', '书记专题轮训', '轮训名册录进来'),
  ('T05', 'identity', '镇级党群服务中心', '阵地录进来'),
  ('T06', 'identity', '村（社区）党群服务中心', '阵地录进来'),
  ('T07', 'identity', '经济社党群服务站', '阵地录进来'),
  ('T08', 'identity', '党建主题公园', '阵地录进来'),
  ('T09', 'identity', '红色基因教育阵地', '阵地录进来'),
  ('T10', 'identity', '推广先进工作法的城市社区', '工作法的推广记录'),
  ('T11', 'identity', '在用的“红房子”', '阵地录进来'),
  ('T12', 'identity', '五类企业单独建党组织', '“两新”企业名册'),
  ('T13', 'identity', '五类企业党建覆盖', '“两新”企业名册'),
  ('T14', 'identity', '“两委”干部', '换届和任职记录'),
  ('T15', 'identity', '党组织换届人选当选（只指党组织选举）', '党组织换届记录'),
  ('T16', 'identity', '副书记、副主任和妇女干部配齐', '换届和任职记录'),
  ('T17', 'identity', '党员户挂牌', '党员户挂牌记录'),
  ('T18', 'voice', '企业参加金点子活动', '商圈议事厅功能'),
  ('T19', 'voice', '员工参加金点子活动', '商圈议事厅功能'),
  ('T20', 'action', '新成立的临时党支部', '组织录进来'),
  ('T21', 'action', '基层党组织', '组织录进来'),
  ('T22', 'action', '党员志愿者上岗', '志愿服务记录'),
  ('T23', 'action', '农贸市场升级开工', '工程项目功能'),
  ('T24', 'action', '配置垃圾分类设施的村（社区）和小区', '工程项目功能'),
  ('V01', 'closeUp', '入格的无职党员', '党员入格记录'),
  ('V02', 'closeUp', '入格的在职党员', '党员入格记录'),
  ('V03', 'closeUp', '走访的家庭', '入户走访记录'),
  ('V04', 'closeUp', '新建主题公园', '阵地录进来'),
  ('V05', 'closeUp', '道路和管网改造投入', '工程项目功能'),
  ('V06', 'closeUp', '新建和改建厕所', '工程项目功能'),
  ('V07', 'closeUp', '民生工程，定下的和办好的', '民生工程的表决和公开记录'),
  ('V08', 'closeUp', '整治的卫生黑点', '卫生黑点整治功能'),
  ('V09', 'closeUp', '项目获得的荣誉', '荣誉记录'),
  ('V10', 'closeUp', '获得的荣誉', '荣誉记录'),
  ('V11', 'closeUp', '联席会议协调解决的事', '联席会议的记录'),
  ('V12', 'closeUp', '获得的资金支持', '资助记录'),
  ('V13', 'closeUp', '首个村级党建主题公园和教育基地', '阵地录进来'),
  ('P01', 'plan', '党群服务中心规范提升', '下一年的计划录进来'),
  ('P02', 'plan', '示范党群服务中心', '下一年的计划录进来'),
  ('P03', 'plan', '星级站点', '下一年的计划录进来'),
  ('P04', 'plan', '镇党校新校区', '工程项目功能'),
  ('P05', 'plan', '下一年的村级工程', '下一年的计划录进来')
) as said (id, section, title, waits) where said.id = f.figure_id;
update report_figure f set name_zh = said.name, definition = said.definition, measure = said.measure, aggregate = said.aggregate,
  counts_people = said.people from (values
  ('plans.aspects', '计划的方面数', '统计日正在执行的计划里的方面。只数挂了数字的。没有数字，就说不清做到哪里。', '个', 'count', false),
  ('appraisals.reports', '书记述职场数', '在述职会上讲过的村（社区）书记述职。算在述的那一年，不看哪天开会。', '场', 'count', false),
  ('meetings.packActivities', '“六个一”活动场次', '在统计期内召开的“六个一”活动。只是计划的、取消的不算。', '场次', 'count', false),
  ('trainings.sessions', '培训场次', '在统计期内开课的培训，一场算一次。只是计划的、取消的不算。', '场次', 'count', false),
  ('trainings.secretaryAttendances', '党组织书记轮训人次', '在统计期内的书记轮训。名册上记了到课的，一人一场算一次。没有对上人的不算。同一时间两场，只算一场。先算计了学时的；都没计的，算先排的。', '人次', 'count', false),
  ('venues.townCentre', '镇级党群服务中心数', '截至统计日正在使用的镇级党群服务中心。已启用、还没有停用的算一个。', '个', 'count', false),
  ('venues.villageCentre', '村（社区）党群服务中心数', '截至统计日正在使用的村（社区）党群服务中心。已启用、还没有停用的算一个。', '个', 'count', false),
  ('venues.station', '党群服务站数', '截至统计日正在使用的党群服务站。已启用、还没有停用的算一个。', '个', 'count', false),
  ('venues.partyPark', '党建主题公园数', '截至统计日正在使用的党建主题公园。已启用、还没有停用的算一个。', '个', 'count', false),
  ('venues.redBase', '红色基因教育阵地数', '截至统计日正在使用的红色基因教育阵地。已启用、还没有停用的算一个。', '个', 'count', false),
  ('standards.methodCommunities', '推广先进工作法的社区数', '截至统计日，正在推广先进工作法的社区。例如“红房子”。一个社区推广几种，只算一个。', '个', 'distinct', false),
  ('venues.redHouse', '红房子数', '截至统计日正在使用的红房子。已启用、还没有停用的算一个。', '个', 'count', false),
  ('plates.mounted', '挂牌的党员户', '统计日门上挂着有效党员户牌的户，一户算一次。没挂的、同意已收回的、取下的不算。户搬走了，从那天起不算。牌上有人不再是正式党员，也从那天起不算。', '户', 'count', false),
  ('bodies.temporaryBranches', '新成立的临时党支部数', '在统计期内成立的临时党支部。后来撤销的也算，因为它成立过。', '个', 'count', false),
  ('bodies.partyOrganisationsInPeriod', '统计期内的基层党组织数', '在统计期内存在过的基层党组织，哪怕只有一天。临时党支部算，后来撤销的也算。户联系党小组不算。', '个', 'count', false),
  ('mobilisations.memberVolunteers', '上岗的党员志愿者人数', '动员中至少有一个班次得到确认的党员。同一次动员里，一个人只算一次。名单删掉以后，仍按留下的代号算。', '人', 'distinct', true),
  ('memberships.withoutPostInGrid', '入格的无职党员', '统计日在格的无职党员，一人算一次。编入还没到位的、暂停的、离开的不算。', '人', 'count', true),
  ('memberships.withoutPostGridShare', '无职党员入格的比例', '统计日的无职党员中，在格的占百分之几。', '%', 'ratio', true),
  ('memberships.inServiceInGrid', '入格的在职党员', '统计日在格的在职党员，按报到的村（社区）算，一人算一次。', '人', 'count', true),
  ('memberships.inServiceGridShare', '在职党员入格的比例', '统计日报到的在职党员中，在格的占百分之几。', '%', 'ratio', true),
  ('visits.households', '走访的家庭', '时间段内上门或打电话谈过的户，一户算一次。没人在家、不想谈的不算。这一户后来删掉记录的，仍算一户，按删掉的那次算；那一年再去也不多算。', '户', 'distinct', true),
  ('venues.openedPark', '新启用的主题公园数', '在统计期内启用的主题公园。', '个', 'count', false),
  ('decisions.worksResolved', '表决定下的村级公益工程', '在统计期内由村民会议或者代表会议表决通过的公益事业工程。退回的、撤销的不算。', '项', 'count', false),
  ('decisions.worksDone', '办好的村级公益工程', '表决通过的公益事业工程里，在统计期内实施结果公开满期的。还在办的不算。', '项', 'count', false),
  ('requests.solvedByJointMeeting', '联席会议协调解决的诉求数', '列入联席会议、在统计期内由居民确认解决的诉求。', '件', 'count', false),
  ('venues.antiCrimeBase', '扫黑除恶主题教育基地数', '截至统计日正在使用的扫黑除恶主题教育基地。已启用、还没有停用的算一个。', '个', 'count', false),
  ('plans.centreItems', '计划要提升的党群服务中心数', '统计日正在执行的计划里，要提升的党群服务中心。一个中心只数一次，不再做的不算。', '个', 'distinct', false),
  ('plans.modelCentrePlaces', '计划评选的示范党群服务中心名额', '统计日正在执行的计划里，评选示范党群服务中心的名额。是计划的名额，不是评出来的数。', '个', 'sum', false),
  ('plans.starStationPlaces', '计划评选的星级站点名额', '统计日正在执行的计划里，评选星级站点的名额。是计划的名额，不是评出来的数。', '个', 'sum', false),
  ('plans.villageProjects', '计划里的村级工程', '统计日正在执行的计划里，列为村级工程的事项。不再做的不算。目标写几项不算数，一项一项列出来的才算。', '项', 'count', false)
) as said (id, name, definition, measure, aggregate, people) where said.id = f.indicator_id;
update report_figure f set
  section = coalesce(section, case when figure_id like 'V%' then 'closeUp' when figure_id like 'P%' then 'plan' else 'overview' end),
  title = coalesce(title, figure_id),
  waits = coalesce(waits, '以后的记录'),
  name_zh = coalesce(name_zh, title, figure_id),
  definition = coalesce(definition, ''),
  measure = coalesce(measure, ''),
  counts_people = coalesce(counts_people, false),
  unit_name = coalesce((select up.name from unit_period up where up.town_id = f.town_id and up.unit_id = f.unit_id
    order by lower(up.valid) > f.as_of, abs(lower(up.valid) - f.as_of) limit 1), '');
-- of a share the part was not kept; it is what the share and its records make
update report_figure set suppressed = counts_people and case aggregate
  when 'ratio' then row_count between 1 and 4 or round(value * row_count / 100) between 1 and 4
    or row_count - round(value * row_count / 100) between 1 and 4
  when 'distinct' then value between 1 and 4
  else row_count between 1 and 4 end;
update report_figure set suppressed = false where suppressed is null;

alter table report_figure
  alter column section set not null,
  alter column title set not null,
  alter column waits set not null,
  alter column unit_name set not null,
  alter column name_zh set not null,
  alter column definition set not null,
  alter column measure set not null,
  alter column counts_people set not null,
  alter column suppressed set not null,
  add constraint report_figure_people check (counts_people or not suppressed),
  add constraint report_figure_aggregate check ((indicator_id is null) <= (aggregate is null));
